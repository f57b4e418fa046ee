import type { Breach, Decision, Entry } from '../api/incidents'

/** From a first breach until the path is well again; milliseconds since 1970. */
export interface Episode {
  startMs: number
  /** Undefined while it goes on. */
  endMs: number | undefined
  /** The number that set it off. */
  trigger: Breach | undefined
  /** The deepest tier that looked into it. */
  tier: number
  /** Whether the breach was confirmed. */
  confirmed: boolean
  entries: Entry[]
}

const WELL = new Set(['healthy', 'unproven'])

/** The episodes that decisions tell of, oldest first as the decisions are. */
export function episodesOf(decisions: Decision[]): Episode[] {
  const episodes: Episode[] = []
  let open: Episode | undefined
  for (const decision of decisions) {
    const at = Date.parse(decision.at)
    if (open === undefined) {
      open = begun(at)
      episodes.push(open)
    }
    open.entries.push(entryOf(decision))
    open.trigger ??= decision.breach ?? undefined
    if (decision.step === 'deepened') open.tier = Math.max(open.tier, decision.tier)
    open.confirmed ||= decision.step === 'confirmed'
    if (WELL.has(decision.to)) {
      open.endMs = at
      open = undefined
    }
  }
  return episodes
}

const begun = (startMs: number): Episode => ({
  startMs,
  endMs: undefined,
  trigger: undefined,
  tier: 1,
  confirmed: false,
  entries: [],
})

function entryOf(decision: Decision): Entry {
  const { at, step, tier, probe, target, resultId, breach, text, reason } = decision
  return {
    at,
    kind: step,
    tier,
    path: { probe, target },
    resultId: resultId ?? breach?.resultId ?? null,
    breach: breach ?? null,
    text: text !== '' || reason === '' ? text : reason,
  }
}

/** Those of which a part lies in a stretch of time. */
export const within = (episodes: Episode[], from: number, to: number): Episode[] =>
  episodes.filter(({ startMs, endMs }) => startMs < to && (endMs ?? Infinity) >= from)

/** Whether a path was in trouble at a moment. */
export const troubledAt = (episodes: Episode[], ms: number): boolean =>
  episodes.some(({ startMs, endMs }) => ms >= startMs && ms <= (endMs ?? Infinity))
