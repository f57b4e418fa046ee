import type { Change } from '../api/configuration'
import type { Facts } from '../edit/facts'
import { bytes, percent, span } from '../format/numbers'

const NOUNS: Record<string, string> = {
  target: 'target',
  probe: 'probe',
  schedule: 'schedule',
  threshold: 'rule',
  silence: 'silence',
  channel: 'channel',
  site: 'site',
  check: 'check',
  user: 'account',
  token: 'token',
  session: 'session',
  test: 'test',
  incident: 'incident',
}

/** What can be asked for, by what it is done to; each is an action in the API. */
export const ACTIONS: readonly (readonly [group: string, actions: readonly Action[]])[] = [
  [
    'What is arranged',
    ['channel', 'schedule', 'threshold', 'silence', 'target', 'probe', 'site', 'check'].flatMap(
      (kind) => [
        [`${kind}.put`, `${NOUNS[kind]} made or changed`] as const,
        [`${kind}.remove`, `${NOUNS[kind]} removed`] as const,
      ],
    ),
  ],
  [
    'Accounts',
    [
      ['user.put', 'account made or changed'],
      ['user.password', 'password set'],
      ['user.remove', 'account removed'],
      ['token.make', 'token made'],
      ['token.revoke', 'token ended'],
      ['session.open', 'signed in'],
      ['session.end', 'session ended'],
      ['session.end-all', 'all sessions ended'],
    ],
  ],
  [
    'Probes that join',
    [
      ['probe.enrol', 'line to join made'],
      ['probe.unenrol', 'line to join ended'],
      ['probe.join', 'probe joined'],
      ['probe.rotate', 'key of a probe changed'],
      ['probe.revoke', 'probe shut out'],
    ],
  ],
  [
    'Incidents and tests',
    [
      ['incident.acknowledge', 'incident acknowledged'],
      ['incident.approve', 'tier 3 approved'],
      ['incident.comment', 'comment written'],
      ['incident.close', 'incident closed'],
      ['incident.test-channel', 'test of a channel sent'],
      ['incident.test-notification', 'test of every channel sent'],
      ['test.run', 'test ordered'],
      ['test.cancel', 'test cancelled'],
    ],
  ],
]

type Action = readonly [action: string, words: string]

const KNOWN: ReadonlyMap<string, string> = new Map(ACTIONS.flatMap(([, actions]) => actions))

/** Whether the choice has it; others can stand in a URL. */
export const isKnown = (action: string): boolean => KNOWN.has(action)

/** "changed the rule slow-fra", as whoever did it would say it. */
export function deed({ action, subject, before, after }: Omit<Change, 'id' | 'at'>): string {
  const [kind = '', verb = ''] = action.split('.')
  const thing = `the ${NOUNS[kind] ?? kind} ${subject}`
  switch (action) {
    case 'user.password':
      return `set the password of ${subject}`
    case 'token.make':
      return `made the token ${nameOf(after) ?? subject}`
    case 'token.revoke':
      return `ended the token ${nameOf(before) ?? subject}`
    case 'session.open':
      return 'signed in'
    case 'session.end':
      return `ended a session of ${subject}`
    case 'session.end-all':
      return `ended all sessions of ${subject}`
    case 'probe.enrol':
      return `made a line by which ${thing} may join`
    case 'probe.unenrol':
      return `ended the lines by which ${thing} may join`
    case 'probe.join':
      return `let ${thing} join`
    case 'probe.rotate':
      return `changed the key of ${thing}`
    case 'probe.revoke':
      return `shut ${thing} out`
    case 'incident.acknowledge':
      return `acknowledged ${thing}`
    case 'incident.approve':
      return `approved tier 3 of ${thing}`
    case 'incident.comment':
      return `wrote a comment on ${thing}`
    case 'incident.close':
      return `closed ${thing}`
    case 'incident.test-channel':
    case 'incident.test-notification':
      return isId(subject)
        ? 'sent a test by every channel'
        : `sent a test by the channel ${subject}`
    case 'test.run':
      return `ordered ${thing}`
    case 'test.cancel':
      return `cancelled ${thing}`
  }
  if (verb === 'put') return `${before == null ? 'made' : 'changed'} ${thing}`
  return verb === 'remove' ? `removed ${thing}` : `did ${action} to ${subject}`
}

const isId = (subject: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(subject)

function nameOf(document: unknown): string | undefined {
  const name = (document as { name?: unknown } | null)?.name
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** Where somebody was when they did it. */
export const VIAS: Record<Change['via'], string> = {
  session: 'in a browser',
  token: 'by a token',
  operator: 'at the machine itself',
  system: 'by itself',
}

/** All that a document says, by the place of each value: "route, match, site". */
export function documentFacts(document: unknown): Facts {
  return facts(document, [])
}

function facts(value: unknown, within: readonly string[]): [string, string][] {
  const last = within.at(-1) ?? ''
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object' || one === null)) {
      return [[placeWords(within), value.map((one) => scalarWords(last, one)).join(', ') || 'none']]
    }
    return value.flatMap((one, i) => facts(one, [...within, `${i + 1}`]))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, one]) => facts(one, [...within, name]))
  }
  return value == null ? [] : [[placeWords(within), scalarWords(last, value)]]
}

const UNITS: [suffix: RegExp, write: (value: number) => string][] = [
  [/Us$/, span],
  [/Bytes$/, bytes],
  [/Ratio$/, percent],
]

const placeWords = (within: readonly string[]): string =>
  within.map((name) => words(name)).join(', ') || 'value'

/** "groupWaitUs" is "group wait"; what is written in other ways stays as it is. */
function words(name: string): string {
  if (!/^[a-z]+([A-Z][a-z]*)*$/.test(name)) return name
  return name
    .replace(/(Us|Bytes|Ratio)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function scalarWords(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'number') return String(value)
  return UNITS.find(([suffix]) => suffix.test(name))?.[1](value) ?? String(value)
}
