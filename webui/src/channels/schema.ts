import type { SpecProperty } from '../api/kinds'
import { inSchema } from '../language/text'
import type { Type } from './words'

/** What the form of a channel asks for; the places are the names in the API. */

const KEPT = inSchema('Where the notifier finds it: env:NOTIFY_… or file:NAME.')
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

const server = (description: string): SpecProperty =>
  text(inSchema('Server'), description, {
    pattern: '^([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?$',
  })

/** Where messages go in the clear, or to a place that is kept as a secret. */
const open = (description: string): SpecProperty => text(inSchema('URL'), description)

/** Where the URL itself is a secret. */
const chat = (description: string): SpecProperty =>
  text(inSchema('URL kept in'), description, { pattern: REFERENCE })

/** Where each kind leads. */
export const DESTINATIONS: Record<Type, SpecProperty> = {
  email: {
    required: ['server', 'to'],
    properties: {
      server: server(
        inSchema(
          'Its name, with a port where it is another than usual, such as mail.example.net:587.',
        ),
      ),
      security: {
        title: inSchema('Protection'),
        description: inSchema('starttls: never goes on in the clear. tls: from the first byte.'),
        type: 'string',
        enum: ['starttls', 'tls', 'plain'],
        default: 'starttls',
      },
      to: {
        title: inSchema('To||of a mail'),
        description: inSchema('Addresses, such as ops@example.net.'),
        type: 'array',
        maxItems: 50,
        items: { type: 'string', pattern: '^[^@\\s]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]*$' },
      },
      from: text(inSchema('From||of a mail'), inSchema('Empty: waddleperf@localhost.')),
      user: text(inSchema('User'), inSchema('Empty: the server asks for none.'), {
        maxLength: 256,
      }),
      password: text(inSchema('Password kept in'), KEPT, { pattern: REFERENCE }),
    },
  },
  webhook: {
    required: ['url'],
    properties: {
      url: open(
        inSchema(
          'Gets Alertmanager’s payload by POST. Where it holds a secret: env:NOTIFY_… or file:NAME, which the notifier has.',
        ),
      ),
      secret: text(
        inSchema('Signed with what is in'),
        inSchema('Empty: not signed. Where the notifier finds it: env:NOTIFY_… or file:NAME.'),
        { pattern: REFERENCE },
      ),
    },
  },
  slack: {
    required: ['url'],
    properties: {
      url: chat(
        inSchema(
          'Whoever knows the URL of an incoming webhook may write there. Where the notifier finds it: env:NOTIFY_… or file:NAME.',
        ),
      ),
    },
  },
  teams: {
    required: ['url'],
    properties: {
      url: chat(
        inSchema(
          'Whoever knows the URL of a workflow may write there. Where the notifier finds it: env:NOTIFY_… or file:NAME.',
        ),
      ),
    },
  },
  pagerduty: {
    required: ['routingKey'],
    properties: {
      routingKey: text(
        inSchema('Key kept in'),
        inSchema(
          'That of an integration of Events API v2. Where the notifier finds it: env:NOTIFY_… or file:NAME.',
        ),
        {
          pattern: REFERENCE,
        },
      ),
      url: text(inSchema('URL'), inSchema('Empty: that of PagerDuty.')),
    },
  },
  syslog: {
    required: ['server'],
    properties: {
      server: server(
        inSchema(
          'Its name, with a port where it is another than usual, such as log.example.net:514.',
        ),
      ),
      protocol: {
        title: inSchema('Protocol'),
        description: inSchema('Neither says whether it arrived.'),
        type: 'string',
        enum: ['udp', 'tcp'],
        default: 'udp',
      },
    },
  },
  alertmanager: {
    required: ['url'],
    properties: {
      url: open(
        inSchema(
          'The root of an Alertmanager, such as http://alerts.example.net:9093. Where it holds a secret: env:NOTIFY_… or file:NAME, which the notifier has.',
        ),
      ),
    },
  },
  unknown: { properties: {} },
}

/** How often it is told. */
export const TIMES: SpecProperty = {
  properties: {
    groupWaitUs: {
      title: inSchema('First message after'),
      description: inSchema('So long others that belong to it may join.'),
      type: 'integer',
      'x-unit': 'µs',
      minimum: 0,
      maximum: 3_600_000_000,
    },
    groupIntervalUs: {
      title: inSchema('Next message after'),
      description: inSchema('Of the same group.'),
      type: 'integer',
      'x-unit': 'µs',
      minimum: 0,
      maximum: 86_400_000_000,
    },
    repeatIntervalUs: {
      title: inSchema('Reminder after'),
      description: inSchema('While it is open and nobody has acknowledged it.'),
      type: 'integer',
      'x-unit': 'µs',
      minimum: 60_000_000,
      maximum: 2_592_000_000_000,
    },
  },
}
