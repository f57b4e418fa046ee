import type { SpecProperty } from '../api/kinds'
import type { Type } from './words'

/** What the form of a channel asks for; the places are the names in the API. */

const KEPT = 'Where the notifier finds it: env:NOTIFY_… or file:NAME.'
const REFERENCE = '^(env:NOTIFY_[A-Za-z0-9_]{1,100}|file:[A-Za-z0-9][A-Za-z0-9._-]{0,127})$'

/** Fields that name where a secret is, and hold none. */
export const SECRETS: Record<Type, readonly string[]> = {
  email: ['password'],
  webhook: ['secret'],
  slack: ['url'],
  teams: ['url'],
  pagerduty: ['routingKey'],
  syslog: [],
  alertmanager: [],
  unknown: [],
}

const text = (title: string, description: string, more: SpecProperty = {}): SpecProperty => ({
  ...{ title, description, type: 'string', maxLength: 2_048 },
  ...more,
})

const server = (example: string): SpecProperty =>
  text('Server', `Its name, with a port where it is another than usual, such as ${example}.`, {
    pattern: '^([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?$',
  })

const open = (description: string): SpecProperty =>
  text(
    'URL',
    `${description} Where it holds a secret: env:NOTIFY_… or file:NAME, which the notifier has.`,
  )

const chat = (what: string): SpecProperty =>
  text('URL kept in', `Whoever knows the URL of ${what} may write there. ${KEPT}`, {
    pattern: REFERENCE,
  })

/** Where each kind leads. */
export const DESTINATIONS: Record<Type, SpecProperty> = {
  email: {
    required: ['server', 'to'],
    properties: {
      server: server('mail.example.net:587'),
      security: {
        title: 'Protection',
        description: 'starttls: never goes on in the clear. tls: from the first byte.',
        type: 'string',
        enum: ['starttls', 'tls', 'plain'],
        default: 'starttls',
      },
      to: {
        title: 'To',
        description: 'Addresses, such as ops@example.net.',
        type: 'array',
        maxItems: 50,
        items: { type: 'string', pattern: '^[^@\\s]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]*$' },
      },
      from: text('From', 'Empty: waddleperf@localhost.'),
      user: text('User', 'Empty: the server asks for none.', { maxLength: 256 }),
      password: text('Password kept in', KEPT, { pattern: REFERENCE }),
    },
  },
  webhook: {
    required: ['url'],
    properties: {
      url: open('Gets Alertmanager’s payload by POST.'),
      secret: text('Signed with what is in', `Empty: not signed. ${KEPT}`, { pattern: REFERENCE }),
    },
  },
  slack: { required: ['url'], properties: { url: chat('an incoming webhook') } },
  teams: { required: ['url'], properties: { url: chat('a workflow') } },
  pagerduty: {
    required: ['routingKey'],
    properties: {
      routingKey: text('Key kept in', `That of an integration of Events API v2. ${KEPT}`, {
        pattern: REFERENCE,
      }),
      url: text('URL', 'Empty: that of PagerDuty.'),
    },
  },
  syslog: {
    required: ['server'],
    properties: {
      server: server('log.example.net:514'),
      protocol: {
        title: 'Protocol',
        description: 'Neither says whether it arrived.',
        type: 'string',
        enum: ['udp', 'tcp'],
        default: 'udp',
      },
    },
  },
  alertmanager: {
    required: ['url'],
    properties: {
      url: open('The root of an Alertmanager, such as http://alerts.example.net:9093.'),
    },
  },
  unknown: { properties: {} },
}

/** How often it is told. */
export const TIMES: SpecProperty = {
  properties: {
    groupWaitUs: {
      title: 'First message after',
      description: 'So long others that belong to it may join.',
      type: 'integer',
      'x-unit': 'µs',
      minimum: 0,
      maximum: 3_600_000_000,
    },
    groupIntervalUs: {
      title: 'Next message after',
      description: 'Of the same group.',
      type: 'integer',
      'x-unit': 'µs',
      minimum: 0,
      maximum: 86_400_000_000,
    },
    repeatIntervalUs: {
      title: 'Reminder after',
      description: 'While it is open and nobody has acknowledged it.',
      type: 'integer',
      'x-unit': 'µs',
      minimum: 60_000_000,
      maximum: 2_592_000_000_000,
    },
  },
}
