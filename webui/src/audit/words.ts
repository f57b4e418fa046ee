import type { Change } from '../api/configuration'
import type { Facts } from '../edit/facts'
import { bytes, percent, span } from '../format/numbers'
import { type Message, msg, t } from '../language/text'

/** What can be asked for, by what it is done to; each is an action in the API. */
export const ACTIONS: readonly (readonly [group: Message, actions: readonly Action[]])[] = [
  [
    msg('What is arranged'),
    [
      ['channel.put', msg('channel made or changed')],
      ['channel.remove', msg('channel removed')],
      ['schedule.put', msg('schedule made or changed')],
      ['schedule.remove', msg('schedule removed')],
      ['threshold.put', msg('rule made or changed')],
      ['threshold.remove', msg('rule removed')],
      ['silence.put', msg('silence made or changed')],
      ['silence.remove', msg('silence removed')],
      ['target.put', msg('target made or changed')],
      ['target.remove', msg('target removed')],
      ['probe.put', msg('probe made or changed')],
      ['probe.remove', msg('probe removed')],
      ['site.put', msg('site made or changed')],
      ['site.remove', msg('site removed')],
      ['check.put', msg('check made or changed')],
      ['check.remove', msg('check removed')],
    ],
  ],
  [
    msg('Accounts'),
    [
      ['user.put', msg('account made or changed')],
      ['user.password', msg('password set')],
      ['user.remove', msg('account removed')],
      ['token.make', msg('token made')],
      ['token.revoke', msg('token ended')],
      ['session.open', msg('signed in')],
      ['session.end', msg('session ended')],
      ['session.end-all', msg('all sessions ended')],
    ],
  ],
  [
    msg('Probes that join'),
    [
      ['probe.enrol', msg('line to join made')],
      ['probe.unenrol', msg('line to join ended')],
      ['probe.join', msg('probe joined')],
      ['probe.rotate', msg('key of a probe changed')],
      ['probe.revoke', msg('probe shut out')],
    ],
  ],
  [
    msg('Incidents and tests'),
    [
      ['incident.acknowledge', msg('incident acknowledged')],
      ['incident.assign', msg('incident assigned')],
      ['incident.approve', msg('tier 3 approved')],
      ['incident.comment', msg('comment written')],
      ['incident.close', msg('incident closed')],
      ['incident.snapshot', msg('link to an incident made')],
      ['incident.end-snapshot', msg('link to an incident taken back')],
      ['incident.test-channel', msg('test of a channel sent')],
      ['incident.test-notification', msg('test of every channel sent')],
      ['test.run', msg('test ordered')],
      ['test.cancel', msg('test cancelled')],
    ],
  ],
]

type Action = readonly [action: string, words: Message]

const KNOWN: ReadonlySet<string> = new Set(
  ACTIONS.flatMap(([, actions]) => actions.map(([action]) => action)),
)

/** Whether the choice has it; others can stand in a URL. */
export const isKnown = (action: string): boolean => KNOWN.has(action)

/** What is done to a thing of each kind, `subject` being its name. */
const ARRANGED: Record<string, Record<'made' | 'changed' | 'removed', Message>> = {
  channel: {
    made: msg('made the channel {subject}'),
    changed: msg('changed the channel {subject}'),
    removed: msg('removed the channel {subject}'),
  },
  schedule: {
    made: msg('made the schedule {subject}'),
    changed: msg('changed the schedule {subject}'),
    removed: msg('removed the schedule {subject}'),
  },
  threshold: {
    made: msg('made the rule {subject}'),
    changed: msg('changed the rule {subject}'),
    removed: msg('removed the rule {subject}'),
  },
  silence: {
    made: msg('made the silence {subject}'),
    changed: msg('changed the silence {subject}'),
    removed: msg('removed the silence {subject}'),
  },
  target: {
    made: msg('made the target {subject}'),
    changed: msg('changed the target {subject}'),
    removed: msg('removed the target {subject}'),
  },
  probe: {
    made: msg('made the probe {subject}'),
    changed: msg('changed the probe {subject}'),
    removed: msg('removed the probe {subject}'),
  },
  site: {
    made: msg('made the site {subject}'),
    changed: msg('changed the site {subject}'),
    removed: msg('removed the site {subject}'),
  },
  check: {
    made: msg('made the check {subject}'),
    changed: msg('changed the check {subject}'),
    removed: msg('removed the check {subject}'),
  },
  user: {
    made: msg('made the account {subject}'),
    changed: msg('changed the account {subject}'),
    removed: msg('removed the account {subject}'),
  },
}

/** What else is done; `subject` is whom or what it was done to. */
const DEEDS: Record<string, Message> = {
  'user.password': msg('set the password of {subject}'),
  'token.make': msg('made the token {subject}'),
  'token.revoke': msg('ended the token {subject}'),
  'session.open': msg('signed in||after a name'),
  'session.end': msg('ended a session of {subject}'),
  'session.end-all': msg('ended all sessions of {subject}'),
  'probe.enrol': msg('made a line by which the probe {subject} may join'),
  'probe.unenrol': msg('ended the lines by which the probe {subject} may join'),
  'probe.join': msg('let the probe {subject} join'),
  'probe.rotate': msg('changed the key of the probe {subject}'),
  'probe.revoke': msg('shut the probe {subject} out'),
  'incident.acknowledge': msg('acknowledged the incident {subject}'),
  'incident.assign': msg('assigned the incident {subject}'),
  'incident.approve': msg('approved tier 3 of the incident {subject}'),
  'incident.comment': msg('wrote a comment on the incident {subject}'),
  'incident.close': msg('closed the incident {subject}'),
  'incident.snapshot': msg('made a link that shows the incident {subject}'),
  'incident.end-snapshot': msg('took back a link that shows the incident {subject}'),
  'incident.test-channel': msg('sent a test by the channel {subject}'),
  'incident.test-notification': msg('sent a test by the channel {subject}'),
  'test.run': msg('ordered the test {subject}'),
  'test.cancel': msg('cancelled the test {subject}'),
}

/** "changed the rule slow-fra", as whoever did it would say it. */
export function deed({ action, subject, before, after }: Omit<Change, 'id' | 'at'>): string {
  if (action === 'incident.test-notification' && isId(subject)) {
    return t('sent a test by every channel')
  }
  const told = Object.hasOwn(DEEDS, action) ? DEEDS[action] : undefined
  if (told !== undefined) {
    const token = action === 'token.make' ? after : action === 'token.revoke' ? before : null
    return t(told, { subject: nameOf(token) ?? subject })
  }
  const [kind = '', verb = ''] = action.split('.')
  const arranged = Object.hasOwn(ARRANGED, kind) ? ARRANGED[kind] : undefined
  const values = { kind, subject }
  if (verb === 'remove') return t(arranged?.removed ?? msg('removed the {kind} {subject}'), values)
  if (verb !== 'put') return t('did {action} to {subject}', { action, subject })
  return before == null
    ? t(arranged?.made ?? msg('made the {kind} {subject}'), values)
    : t(arranged?.changed ?? msg('changed the {kind} {subject}'), values)
}

const isId = (subject: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(subject)

function nameOf(document: unknown): string | undefined {
  const name = (document as { name?: unknown } | null)?.name
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** Where somebody was when they did it. */
export const VIAS: Record<Change['via'], Message> = {
  session: msg('in a browser'),
  token: msg('by a token'),
  operator: msg('at the machine itself'),
  system: msg('by itself'),
}

/** All that a document says, by the place of each value: "route, match, site". */
export function documentFacts(document: unknown): Facts {
  return facts(document, [])
}

function facts(value: unknown, within: readonly string[]): [string, string][] {
  const last = within.at(-1) ?? ''
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object' || one === null)) {
      return [
        [placeWords(within), value.map((one) => scalarWords(last, one)).join(', ') || t('none')],
      ]
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
  within.map((name) => words(name)).join(', ') || t('value')

/** "groupWaitUs" is "group wait"; what is written in other ways stays as it is. */
function words(name: string): string {
  if (!/^[a-z]+([A-Z][a-z]*)*$/.test(name)) return name
  return name
    .replace(/(Us|Bytes|Ratio)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function scalarWords(name: string, value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value !== 'number') return String(value)
  return UNITS.find(([suffix]) => suffix.test(name))?.[1](value) ?? String(value)
}
