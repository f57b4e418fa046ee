import type { FleetPath } from '../api/fleet'
import type { PathState } from '../api/types'
import type { Group } from './search'
import { tally } from './select'

/** The paths of one site, target or probe, as one row. */
export interface Rollup {
  kind: 'rollup'
  key: string
  name: string
  states: Record<PathState, number>
  total: number
  open: boolean
  /** Of its paths that have one, in microseconds. */
  medianUs: number | null
  worstLoss: number | null
  /** The deepest that any of its paths is looked into. */
  tier: number
}

/** A line of the list. */
export type Line = Rollup | { kind: 'path'; key: string; path: FleetPath }

/**
 * The lines of the list: as they are where they are not grouped; else the group with the worst path
 * first, open where something in it is wrong or a filter asks for it. `turned` says of those that
 * somebody turned whether they are open, whatever becomes of them.
 */
export function linesOf(
  rows: readonly FleetPath[],
  group: Group | undefined,
  filtered: boolean,
  turned: ReadonlyMap<string, boolean>,
): Line[] {
  if (group === undefined) return rows.map(lineOf)
  return [...gathered(rows, group)].flatMap(([name, paths]): Line[] => {
    const key = `${group} ${name}`
    const rollup = rolledUp(key, name, paths)
    const unwell = rollup.states.healthy < rollup.total
    const open = turned.get(key) ?? (unwell || filtered)
    return [{ ...rollup, open }, ...(open ? paths.map(lineOf) : [])]
  })
}

/** A path as a line. */
export const lineOf = (path: FleetPath): Line => ({ kind: 'path', key: path.key, path })

/** Rows come worst first, so the first group to appear is the one with the worst. */
function gathered(rows: readonly FleetPath[], group: Group): Map<string, FleetPath[]> {
  const groups = new Map<string, FleetPath[]>()
  for (const row of rows) {
    const paths = groups.get(row[group])
    if (paths === undefined) groups.set(row[group], [row])
    else paths.push(row)
  }
  return groups
}

function rolledUp(key: string, name: string, paths: readonly FleetPath[]): Rollup {
  const latencies = paths.flatMap(({ latencyUs }) => latencyUs ?? []).sort((a, b) => a - b)
  const losses = paths.flatMap(({ loss }) => loss ?? [])
  return {
    kind: 'rollup',
    key,
    name,
    states: tally(paths),
    total: paths.length,
    open: false,
    medianUs: latencies[Math.floor((latencies.length - 1) / 2)] ?? null,
    worstLoss: losses.length === 0 ? null : losses.reduce((a, b) => Math.max(a, b)),
    tier: paths.reduce((deepest, { tier }) => Math.max(deepest, tier), 1),
  }
}
