import type { Incident, Silence } from '../api/incidents'

/** For how long nobody is told, and for how many hours that is. */
export const SPANS: [word: string, hours: number][] = [
  ['1 hour', 1],
  ['4 hours', 4],
  ['8 hours', 8],
  ['1 day', 24],
  ['7 days', 168],
]

const HOUR_MS = 3_600_000

/** The silence that this page makes of an incident; made again it is the same one, longer. */
export const silenceId = (incident: string): string => `incident-${incident}`

/** The labels that an incident's paths have in common: where its cause lies. */
export function matchOf({ scope, members }: Pick<Incident, 'scope' | 'members'>) {
  const { kind, subject } = scope
  if (kind === 'target' || kind === 'probe' || kind === 'site') return { [kind]: subject }
  const [member] = members
  return member && { probe: member.probe, target: member.target }
}

/** Labels in words: "probe fra, target web". */
export const matchWords = (match: Readonly<Record<string, string>>): string =>
  Object.entries(match)
    .map(([label, value]) => `${label} ${value}`)
    .join(', ') || 'everything'

/** What is sent to silence them for some hours from now. */
export function silenceOf(
  match: Readonly<Record<string, string>>,
  draft: { kind: Silence['kind']; hours: number; comment: string },
  now: number,
) {
  const endsAt = new Date(now + draft.hours * HOUR_MS).toISOString()
  return { kind: draft.kind, match, endsAt, comment: draft.comment.trim() }
}

/** The silences that concern an incident: the one that it names, and the one made of it. */
export function silencesOf(
  { id, silencedBy }: Pick<Incident, 'id' | 'silencedBy'>,
  all: readonly Silence[],
): Silence[] {
  return all.filter((silence) => silence.id === silencedBy || silence.id === silenceId(id))
}
