import type { SpecProperty } from '../api/kinds'
import { inSchema } from '../language/text'

/** What a schedule says besides its names, as a form shows it; the places are the names in the API. */

const US = 'µs' as const
const SECOND = 1_000_000
const DAY = 86_400 * SECOND
const CLOCK = '^([01]\\d|2[0-3]):[0-5]\\d$'

const ZONE: SpecProperty = {
  title: inSchema('Time zone'),
  description: inSchema('The clock that counts, by its IANA name, such as Europe/Berlin or UTC.'),
  type: 'string',
  maxLength: 64,
}

/** By an interval. */
export const INTERVAL: SpecProperty = {
  properties: {
    intervalUs: {
      title: inSchema('Every||how often a test runs'),
      description: inSchema('Each test of the schedule; a test may have an interval of its own.'),
      type: 'integer',
      'x-unit': US,
      minimum: SECOND,
      maximum: DAY,
    },
  },
}

/** By the clock. */
export const CRON: SpecProperty = {
  properties: {
    expression: {
      title: inSchema('Cron'),
      description: inSchema(
        'Minute, hour, day of the month, month, day of the week, such as 30 3 * * mon-fri; or @hourly, @daily.',
      ),
      type: 'string',
      maxLength: 256,
    },
    zone: ZONE,
  },
}

/** When it may run, and what happens where two want the same time. */
export const LIMITS: SpecProperty = {
  properties: {
    windows: {
      title: inSchema('Only within these times'),
      description: inSchema(
        'None: at any time. A window may go over midnight; it is of the day it begins.',
      ),
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['from', 'to'],
        properties: {
          days: {
            title: inSchema('Days'),
            description: inSchema('Such as mon-fri, or sat, sun. Empty: every day.'),
            type: 'string',
            maxLength: 64,
          },
          from: {
            title: inSchema('From||a time of day'),
            description: inSchema('Such as 07:00; that minute is in.'),
            type: 'string',
            pattern: CLOCK,
          },
          to: {
            title: inSchema('To||a time of day'),
            description: inSchema('Such as 19:00, which is not in; 24:00 is the end of the day.'),
            type: 'string',
            pattern: `${CLOCK}|^24:00$`,
          },
          zone: { ...ZONE, description: inSchema('Empty: that of the cron, or else yours.') },
        },
      },
    },
    slipUs: {
      title: inSchema('May be late by'),
      description: inSchema(
        'How much later than its time a test may still run. Empty: as is usual for it.',
      ),
      type: 'integer',
      'x-unit': US,
      minimum: SECOND,
      maximum: DAY,
      'x-more': true,
    },
    priority: {
      title: inSchema('Priority'),
      description: inSchema(
        'Where two tests need an end for themselves at the same time, the higher one has it. Empty: 5.',
      ),
      type: 'integer',
      minimum: 1,
      maximum: 9,
      'x-more': true,
    },
  },
}

/** How far it escalates. */
export const PLAN: SpecProperty = {
  properties: {
    deepestTier: {
      title: inSchema('Deepest tier'),
      description: inSchema('1: never looks deeper. 2: looks deeper. 3: makes a full diagnosis.'),
      type: 'string',
      enum: ['1', '2', '3'],
      default: '3',
    },
    approveTier3: {
      title: inSchema('Tier 3 needs approval'),
      description: inSchema('Somebody must approve it in the incident.'),
      type: 'boolean',
      default: false,
    },
    confirmEveryUs: {
      title: inSchema('Test a suspicion again every'),
      description: inSchema('Until it is confirmed or dismissed.'),
      type: 'integer',
      'x-unit': US,
      minimum: 500_000,
      maximum: 60 * SECOND,
    },
    tier2CoolDownUs: {
      title: inSchema('Tier 2 at most every'),
      description: inSchema('For each path.'),
      type: 'integer',
      'x-unit': US,
      minimum: SECOND,
      maximum: DAY,
    },
    tier3CoolDownUs: {
      title: inSchema('Tier 3 at most every'),
      description: inSchema('For each path.'),
      type: 'integer',
      'x-unit': US,
      minimum: SECOND,
      maximum: DAY,
    },
  },
}

/** How often one test of it runs. */
export const EVERY: SpecProperty = {
  title: inSchema('Every||how often a test runs'),
  description: inSchema('Empty: as often as the schedule.'),
  type: 'integer',
  'x-unit': US,
  minimum: SECOND,
  maximum: DAY,
}
