import type { TierState } from './incidents'
import type { components } from './openapi'
import type { PathState } from './types'

/** All paths as the API tells them: each array of `paths` has one element for each path. */
export type FleetColumns = components['schemas']['Fleet']

/** What became of them between two versions; it has only the paths that changed. */
export interface FleetChange extends FleetColumns {
  from: number
  /** Too much has changed to tell it. */
  reset: boolean
  gone: { probe: string[]; target: string[] }
}

/** A path as a row of the fleet. */
export interface FleetPath {
  key: string
  probe: string
  target: string
  address: string
  site: string
  /** `name=value`, of the probe and of the target. */
  tags: string[]
  state: PathState
  /** Where it stands in the escalation; null where nothing was ever decided. */
  pathState: TierState | null
  tier: number
  /** How far its worst check is from its limit: above 1 it breaches, 1000 is no answer. */
  score: number
  reason: string
  loss: number | null
  latencyUs: number | null
  /** The check whose latency that is. */
  check: string | null
  newestMs: number | null
  incident: string | null
  /** What the filter looks at, in small letters. */
  text: string
}

/** All paths, the worst first. */
export interface Fleet {
  version: number
  paths: FleetPath[]
  byKey: ReadonlyMap<string, FleetPath>
}

/** A path by its names; a blank is in none of them. */
export const pathKey = (probe: string, target: string): string => `${probe} ${target}`

const SEVERITY: Record<PathState, number> = {
  failing: 0,
  breaching: 1,
  stale: 2,
  unproven: 3,
  healthy: 4,
}

/** The worst state first, then the one that is furthest over its limit, then by name. */
export function worstFirst(a: FleetPath, b: FleetPath): number {
  return SEVERITY[a.state] - SEVERITY[b.state] || b.score - a.score || (a.key < b.key ? -1 : 1)
}

/** The fleet that a snapshot tells. */
export function fleetOf(columns: FleetColumns): Fleet {
  return sorted(columns.version, new Map(rowsOf(columns).map((row) => [row.key, row])))
}

/** The fleet after a change; undefined where one before it was missed. */
export function changed(fleet: Fleet, change: FleetChange): Fleet | undefined {
  if (change.version <= fleet.version) return fleet
  if (change.reset || change.from > fleet.version) return undefined
  const rows = rowsOf(change)
  const { probe, target } = change.gone
  if (rows.length === 0 && probe.length === 0) return { ...fleet, version: change.version }
  const byKey = new Map(fleet.byKey)
  probe.forEach((name, i) => byKey.delete(pathKey(name, target[i] ?? '')))
  rows.forEach((row) => byKey.set(row.key, row))
  return sorted(change.version, byKey)
}

function sorted(version: number, byKey: ReadonlyMap<string, FleetPath>): Fleet {
  return { version, byKey, paths: [...byKey.values()].sort(worstFirst) }
}

function rowsOf(columns: FleetColumns): FleetPath[] {
  const { paths, probes, targets, tags, reasons } = columns
  const words = (places: number[] | undefined): string[] =>
    (places ?? []).flatMap((place) => tags[place] ?? [])
  const probeTags = probes.tags.map(words)
  const targetTags = targets.tags.map(words)
  return paths.probe.map((probe, i) => {
    const target = paths.target[i] ?? 0
    const row = {
      probe: probes.id[probe] ?? '',
      target: targets.id[target] ?? '',
      address: targets.address[target] ?? '',
      site: columns.sites[probes.site[probe] ?? -1] ?? '',
      tags: [...new Set([...(probeTags[probe] ?? []), ...(targetTags[target] ?? [])])],
      state: columns.states[paths.state[i] ?? -1] ?? 'unproven',
      pathState: (at(columns.pathStates, paths.pathState[i]) ?? null) as TierState | null,
      tier: paths.tier[i] ?? 1,
      score: paths.score[i] ?? 0,
      reason: at(reasons, paths.reason[i]) ?? '',
      loss: paths.loss[i] ?? null,
      latencyUs: paths.latencyUs[i] ?? null,
      check: at(columns.checks, paths.check[i]) ?? null,
      newestMs: paths.newestMs[i] ?? null,
      incident: at(columns.incidents, paths.incident[i]) ?? null,
    }
    return { ...row, key: pathKey(row.probe, row.target), text: textOf(row) }
  })
}

function at<T>(words: T[], place: number | null | undefined): T | undefined {
  return place == null ? undefined : words[place]
}

function textOf(row: Omit<FleetPath, 'key' | 'text'>): string {
  const { probe, target, address, site, reason, check, tags } = row
  return [probe, target, address, site, reason, check ?? '', ...tags].join(' ').toLowerCase()
}

/** The last hour of a series: an element a step, null where nothing was measured in it. */
export type Spark = components['schemas']['Sparks']['items'][number]

/** The last hour of several series. */
export type Sparks = components['schemas']['Sparks']
