import type { SpecProperty } from '../api/kinds'

/** What a schedule says besides its names, as a form shows it; the places are the names in the API. */

const US = 'µs' as const
const SECOND = 1_000_000
const DAY = 86_400 * SECOND
const CLOCK = '^([01]\\d|2[0-3]):[0-5]\\d$'

const ZONE: SpecProperty = {
  title: 'Time zone',
  description: 'The clock that counts, by its IANA name, such as Europe/Berlin or UTC.',
  type: 'string',
  maxLength: 64,
}

/** By an interval. */
export const INTERVAL: SpecProperty = {
  properties: {
    intervalUs: {
      title: 'Every',
      description: 'Each test of the schedule; a test may have an interval of its own.',
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
      title: 'Cron',
      description:
        'Minute, hour, day of the month, month, day of the week, such as 30 3 * * mon-fri; or @hourly, @daily.',
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
      title: 'Only within these times',
      description: 'None: at any time. A window may go over midnight; it is of the day it begins.',
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['from', 'to'],
        properties: {
          days: {
            title: 'Days',
            description: 'Such as mon-fri, or sat, sun. Empty: every day.',
            type: 'string',
            maxLength: 64,
          },
          from: {
            title: 'From',
            description: 'Such as 07:00; that minute is in.',
            type: 'string',
            pattern: CLOCK,
          },
          to: {
            title: 'To',
            description: 'Such as 19:00, which is not in; 24:00 is the end of the day.',
            type: 'string',
            pattern: `${CLOCK}|^24:00$`,
          },
          zone: { ...ZONE, description: 'Empty: that of the cron, or else yours.' },
        },
      },
    },
    slipUs: {
      title: 'May be late by',
      description: 'How much later than its time a test may still run. Empty: as is usual for it.',
      type: 'integer',
      'x-unit': US,
      minimum: SECOND,
      maximum: DAY,
      'x-more': true,
    },
    priority: {
      title: 'Priority',
      description:
        'Where two tests need an end for themselves at the same time, the higher one has it. Empty: 5.',
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
      title: 'Deepest tier',
      description: '1: never looks deeper. 2: looks deeper. 3: makes a full diagnosis.',
      type: 'string',
      enum: ['1', '2', '3'],
      default: '3',
    },
    approveTier3: {
      title: 'Tier 3 needs approval',
      description: 'Somebody must approve it in the incident.',
      type: 'boolean',
      default: false,
    },
    confirmEveryUs: {
      title: 'Test a suspicion again every',
      description: 'Until it is confirmed or dismissed.',
      type: 'integer',
      'x-unit': US,
      minimum: 500_000,
      maximum: 60 * SECOND,
    },
    tier2CoolDownUs: {
      title: 'Tier 2 at most every',
      description: 'For each path.',
      type: 'integer',
      'x-unit': US,
      minimum: SECOND,
      maximum: DAY,
    },
    tier3CoolDownUs: {
      title: 'Tier 3 at most every',
      description: 'For each path.',
      type: 'integer',
      'x-unit': US,
      minimum: SECOND,
      maximum: DAY,
    },
  },
}

/** How often one test of it runs. */
export const EVERY: SpecProperty = {
  title: 'Every',
  description: 'Empty: as often as the schedule.',
  type: 'integer',
  'x-unit': US,
  minimum: SECOND,
  maximum: DAY,
}
