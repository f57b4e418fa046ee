/** What a rule would say of the newest results. */

import type { Threshold } from '../api/configuration'
import type { Target } from '../api/targets'
import type { ProbeState } from '../api/probes'
import type { CheckState, PathRow } from '../api/types'
import { RECENT_LOSS, UNANSWERED, beyond } from './bound'
import { type Ranked, decides, matches } from './rank'

/** A series whose newest result is beyond the limit. */
export interface Beyond {
  probe: string
  target: string
  check: string
  family: string
  value: number
}

/** How the newest results stand to a rule. */
export interface Standing {
  /** Series that it would decide on and whose newest result has its metric. */
  judged: number
  /** Of these, those beyond its limit, the worst first. */
  beyond: Beyond[]
}

/** Why the newest results cannot tell. */
export type Untold = 'deeper-tier' | 'recent-loss' | 'schedule'

type Judge = Ranked & Pick<Threshold, 'enter'>

/** What is known of both ends of a path. */
export interface Ends {
  probes: readonly ProbeState[]
  targets: readonly Target[]
}

/** @param rules all others; the one of the draft's name is not looked at */
export function standing(
  draft: Judge,
  rules: readonly Ranked[],
  paths: readonly PathRow[],
  { probes, targets }: Ends,
): Standing | Untold {
  const { metric, tier, enter } = draft
  if (tier !== 1) return 'deeper-tier'
  if (metric === RECENT_LOSS) return 'recent-loss'
  const rivals = [...rules.filter(({ id }) => id !== draft.id), draft]
  const same = rivals.filter((rule) => rule.metric === metric && rule.tier === tier)
  // a path does not tell which of its schedules has a series
  if (same.some(({ match }) => 'schedule' in match)) return 'schedule'
  const probeOf = new Map(probes.map((one) => [one.probe.id, one.probe]))
  const targetOf = new Map(targets.map((one) => [one.id, one]))
  const found: Beyond[] = []
  let judged = 0
  for (const { probe, target, checks } of paths) {
    const ends = labelsOf(probe, probeOf.get(probe), target, targetOf.get(target))
    for (const check of checks) {
      const labels = { ...ends, check: check.check, test: check.test }
      const value = valueOf(metric, check)
      if (value === undefined || !matches(draft.match, labels)) continue
      if (decides(same, metric, tier, labels)?.id !== draft.id) continue
      judged++
      if (beyond(metric, value, enter)) {
        found.push({ probe, target, check: check.check, family: check.family, value })
      }
    }
  }
  return { judged, beyond: found.sort((a, b) => worse(metric, enter, a.value, b.value)) }
}

/** What stands in the newest result; no answer is 1 and an answer 0. */
function valueOf(metric: string, { result, intervalUs }: CheckState): number | undefined {
  if (result === null || intervalUs === null || result.tier !== 1) return undefined
  if (metric !== UNANSWERED) return result.metrics[metric]
  const { type } = result.outcome
  if (type === 'measured') return 0
  return type === 'failed' || type === 'timed-out' ? 1 : undefined
}

function worse(metric: string, enter: number, a: number, b: number): number {
  const higher = beyond(metric, enter + 1, enter)
  return higher ? b - a : a - b
}

function labelsOf(
  probe: string,
  from: ProbeState['probe'] | undefined,
  target: string,
  to: Target | undefined,
): Record<string, string> {
  const own = (end: string, labels: Record<string, string> = {}): [string, string][] =>
    Object.entries(labels).map(([name, value]) => [`${end}.${name}`, value])
  return {
    probe,
    target,
    ...(from && { site: from.site }),
    ...Object.fromEntries([...own('probe', from?.labels), ...own('target', to?.labels)]),
  }
}
