import type { Incident, Silence } from '../api/incidents'
import { type Message, msg, t } from '../language/text'

/** For how long nobody is told, and for how many hours that is. */
export const SPANS: [word: Message, hours: number][] = [
  [msg('1 hour'), 1],
  [msg('4 hours'), 4],
  [msg('8 hours'), 8],
  [msg('1 day'), 24],
  [msg('7 days'), 168],
]

const HOUR_MS = 3_600_000

/** The silence that this page makes of an incident; made again it is the same one. */
export const silenceId = (incident: string): string => `incident-${incident}`

/** The labels that an incident's paths have in common: where its cause lies. */
export function matchOf({ scope, members }: Pick<Incident, 'scope' | 'members'>) {
  const { kind, subject } = scope
  if (kind === 'target' || kind === 'probe' || kind === 'site') return { [kind]: subject }
  const [member] = members
  return member && { probe: member.probe, target: member.target }
}

const LABELS: Record<string, Message> = {
  probe: msg('probe {value}'),
  target: msg('target {value}'),
  site: msg('site {value}'),
}

/** Labels in words: "probe fra, target web". */
export const matchWords = (match: Readonly<Record<string, string>>): string =>
  Object.entries(match)
    .map(([label, value]) => t(LABELS[label] ?? msg('{label} {value}'), { label, value }))
    .join(', ') || t('everything||is silenced')

/** What somebody fills in. */
export interface Draft {
  kind: Silence['kind']
  /** From now on; undefined: until it ends anyway. */
  hours: number | undefined
  comment: string
}

/** Where a form begins: with the silence that there is, while that goes on. */
export function draftOf(before: Silence | null, now: number): Draft {
  if (!goesOn(before, now)) return { kind: 'silence', hours: 1, comment: '' }
  return { kind: before.kind, hours: undefined, comment: before.comment }
}

/** Whether there is one, and it is not over. */
export const goesOn = (silence: Silence | null, now: number): silence is Silence =>
  silence !== null && Date.parse(silence.endsAt) > now

/** What is sent to silence them from now on; one that goes on keeps its labels. */
export function silenceOf(
  match: Readonly<Record<string, string>>,
  { kind, hours, comment }: Draft,
  before: Silence | null,
  now: number,
) {
  const running = goesOn(before, now) ? before : undefined
  const until = new Date(now + (hours ?? 1) * HOUR_MS).toISOString()
  return {
    kind,
    match: running?.match ?? match,
    endsAt: hours === undefined ? (running?.endsAt ?? until) : until,
    comment: comment.trim(),
  }
}

/** A change only of what is still as it was read: what somebody else made of it meanwhile stays (412). */
export const onlyIf = (before: Pick<Silence, 'version'> | null): Record<string, string> =>
  before === null ? { 'if-none-match': '*' } : { 'if-match': `"${before.version}"` }

/** The silences that concern an incident: the one that it names, and the one made of it. */
export function silencesOf(
  { id, silencedBy }: Pick<Incident, 'id' | 'silencedBy'>,
  all: readonly Silence[],
): Silence[] {
  return all.filter((silence) => silence.id === silencedBy || silence.id === silenceId(id))
}
