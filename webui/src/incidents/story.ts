import type { Entry, Incident, PathName } from '../api/incidents'
import { type Message, msg, t } from '../language/text'
import type { Wish } from './wishes'

/** A part of the story, in the order in which it is told. */
export type Phase = 'breach' | 'confirmation' | 'tier2' | 'tier3' | 'recovery'

export const PHASES: Record<Phase, Message> = {
  breach: msg('Breach'),
  confirmation: msg('Confirmation'),
  tier2: msg('Tier 2'),
  tier3: msg('Tier 3'),
  recovery: msg('Recovery'),
}

const ORDER = Object.keys(PHASES) as Phase[]

/** What was decided in one phase, oldest first; `round` grows with each relapse of everything. */
export interface Group {
  round: number
  phase: Phase
  entries: Entry[]
}

/** What stands over a group; a story that somebody ends has an end, but no recovery. */
export function titleOf({ phase, entries }: Group): string {
  if (phase !== 'recovery') return t(PHASES[phase])
  return entries.some(({ kind }) => kind.startsWith('recover'))
    ? t(PHASES[phase])
    : t('End||of a story')
}

/** When the story begins. */
export function startOf({ openedAt, chain }: Pick<Incident, 'openedAt' | 'chain'>): number {
  return Math.min(Date.parse(openedAt), ...chain.slice(0, 1).map(({ at }) => Date.parse(at)))
}

/**
 * The story by phases. The paths of an incident go through them side by side, so a phase gathers
 * the entries of all; where everything had recovered and relapses, the telling starts anew.
 */
export function groupsOf(chain: Entry[]): Group[] {
  const groups = new Map<string, Group>()
  const broken = new Set<string>()
  let round = 1
  let phase: Phase = 'breach'
  for (const entry of chain) {
    const anew = entry.kind === 'relapsed' && broken.size === 0 && groups.size > 0
    if (anew) round++
    phase = anew ? 'breach' : (phaseOf(entry) ?? phase)
    track(broken, entry)
    const key = `${round} ${phase}`
    const group = groups.get(key) ?? { round, phase, entries: [] }
    group.entries.push(entry)
    groups.set(key, group)
  }
  const place = (group: Group): number => group.round * ORDER.length + ORDER.indexOf(group.phase)
  return [...groups.values()].sort((a, b) => place(a) - place(b))
}

/** Which phase an entry belongs to; undefined where it belongs to what happened just before. */
function phaseOf({ kind, tier }: Entry): Phase | undefined {
  switch (kind) {
    case 'suspected':
      return 'breach'
    case 'dismissed':
    case 'confirmed':
    case 'opened':
      return 'confirmation'
    case 'deepened':
    case 'suppressed':
    case 'found':
      return tier === 3 ? 'tier3' : 'tier2'
    case 'awaiting-approval':
    case 'approve':
      return 'tier3'
    case 'recovering':
    case 'relapsed':
    case 'recovered':
    case 'close':
    case 'closed':
      return 'recovery'
    default:
      return undefined
  }
}

/** What many paths do alike: of these a few are enough to begin with. */
const ALIKE = new Set([
  'suspected',
  'dismissed',
  'confirmed',
  'deepened',
  'suppressed',
  'recovering',
  'recovered',
  'fell-silent',
  'heard-again',
])

/** The entries of a group without the repetitions: of those that are alike at most `few`. */
export function gist(entries: Entry[], few: number): Entry[] {
  const seen = new Map<string, number>()
  return entries.filter(({ kind }) => {
    const before = seen.get(kind) ?? 0
    seen.set(kind, before + 1)
    return before < few || !ALIKE.has(kind)
  })
}

const nameOf = ({ probe, target }: PathName): string => `${probe} ${target}`

/** Which paths are broken after an entry. */
function track(broken: Set<string>, { kind, path }: Entry): void {
  if (path == null) return
  if (kind === 'confirmed' || kind === 'relapsed') broken.add(nameOf(path))
  if (kind === 'recovering' || kind === 'recovered') broken.delete(nameOf(path))
}

/** Whether what somebody asked for shows in an incident. */
export function arrived(
  { kind, text, assignee = '', before }: Pick<Wish, 'kind' | 'text' | 'assignee' | 'before'>,
  now: Incident,
): boolean {
  switch (kind) {
    case 'acknowledge':
      return now.acknowledgedBy != null
    case 'assign':
      return (
        (now.assignee ?? '') === assignee || assigned(now, assignee) > assigned(before, assignee)
      )
    case 'approve':
      return before.awaitsApproval.every((path) => !now.awaitsApproval.some(same(path)))
    case 'comment':
      return comments(now, text) > comments(before, text)
    case 'close':
      return now.state === 'closed'
  }
}

const same =
  (path: PathName) =>
  (other: PathName): boolean =>
    nameOf(path) === nameOf(other)

/** How often it was assigned so; another may have followed at once. */
const assigned = ({ chain }: Incident, assignee: string): number =>
  chain.filter(({ kind, text }) => kind === 'assign' && text === `to ${assignee || 'nobody'}`)
    .length

const comments = ({ chain }: Incident, text: string): number =>
  chain.filter((entry) => entry.kind === 'comment' && entry.text === text).length
