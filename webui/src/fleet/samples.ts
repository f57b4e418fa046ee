import { type FleetChange, type FleetColumns, type FleetPath, fleetOf } from '../api/fleet'
import type { PathState } from '../api/types'

const STATES: PathState[] = ['failing', 'breaching', 'stale', 'unproven', 'healthy']

/** What a test says of a path: its two ends, its state, and what else matters to it. */
export interface Sample {
  probe: string
  target: string
  state: PathState
  site?: string
  tags?: string[]
  tier?: number
  score?: number
  reason?: string
  latencyUs?: number
}

/** Columns as the API writes them. */
export function columnsOf(version: number, samples: Sample[]): FleetColumns {
  const place = (list: string[], text: string): number => {
    if (!list.includes(text)) list.push(text)
    return list.indexOf(text)
  }
  const columns: FleetColumns = {
    version,
    states: STATES,
    pathStates: ['healthy', 'diagnosing'],
    probes: { id: [], site: [], tags: [] },
    targets: { id: [], address: [], tags: [] },
    paths: {
      probe: [],
      target: [],
      state: [],
      pathState: [],
      tier: [],
      score: [],
      reason: [],
      loss: [],
      latencyUs: [],
      check: [],
      newestMs: [],
      incident: [],
    },
    sites: [],
    tags: [],
    checks: ['ping'],
    reasons: [],
    incidents: [],
  }
  const { probes, targets, paths } = columns
  for (const sample of samples) {
    const probe = place(probes.id, sample.probe)
    probes.site[probe] = place(columns.sites, sample.site ?? 'home')
    probes.tags[probe] = (sample.tags ?? []).map((tag) => place(columns.tags, tag))
    const target = place(targets.id, sample.target)
    targets.address[target] = `${sample.target}.example`
    targets.tags[target] = []
    paths.probe.push(probe)
    paths.target.push(target)
    paths.state.push(STATES.indexOf(sample.state))
    paths.pathState.push(sample.tier ? 1 : null)
    paths.tier.push(sample.tier ?? 1)
    paths.score.push(sample.score ?? 0)
    paths.reason.push(sample.reason ? place(columns.reasons, sample.reason) : null)
    paths.loss.push(0)
    paths.latencyUs.push(sample.latencyUs ?? null)
    paths.check.push(sample.latencyUs === undefined ? null : 0)
    paths.newestMs.push(1_795_660_952_000)
    paths.incident.push(null)
  }
  return columns
}

/** The rows of these paths, worst first. */
export const rowsOf = (...samples: Sample[]): FleetPath[] => fleetOf(columnsOf(1, samples)).paths

/** What the stream tells when these changed. */
export function changeOf(from: number, version: number, samples: Sample[] = []): FleetChange {
  return { ...columnsOf(version, samples), from, reset: false, gone: { probe: [], target: [] } }
}
