import type { FleetPath } from '../api/fleet'
import type { PathState } from '../api/types'
import { FACETS, type Facet, type FleetSearch, valuesOf } from './search'

/** How many rows there are of each value of each facet. */
export type Counts = Record<Facet, Map<string, number>>

/** What a search leaves of the rows. */
export interface Selection {
  rows: FleetPath[]
  /** Of a facet's values: as many as there would be, whatever is chosen of the facet itself. */
  counts: Counts
}

/** The rows that the search leaves, in their order. Each word of `q` must occur somewhere. */
export function select(paths: readonly FleetPath[], search: FleetSearch): Selection {
  const words = (search.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const filters = FACETS.map((facet) => filterOf(facet, search[facet] ?? []))
  const rows: FleetPath[] = []
  const counts: Counts = { state: new Map(), tier: new Map(), site: new Map(), tag: new Map() }
  for (const row of paths) {
    if (search.unhealthy && row.state === 'healthy') continue
    if (!words.every((word) => row.text.includes(word))) continue
    const refusing = filters.filter((filter) => !filter.takes(row))
    if (refusing.length > 1) continue
    const [only] = refusing
    if (only === undefined) rows.push(row)
    for (const facet of only === undefined ? FACETS : [only.facet]) {
      for (const value of valuesOf(row, facet)) {
        counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1)
      }
    }
  }
  return { rows, counts }
}

interface Filter {
  facet: Facet
  takes(row: FleetPath): boolean
}

/** Any of the chosen values will do; of tags, one of each name. */
function filterOf(facet: Facet, chosen: readonly string[]): Filter {
  if (chosen.length === 0) return { facet, takes: () => true }
  const sets = facet === 'tag' ? byName(chosen) : [new Set(chosen)]
  return {
    facet,
    takes: (row) => sets.every((wanted) => valuesOf(row, facet).some((value) => wanted.has(value))),
  }
}

function byName(tags: readonly string[]): Set<string>[] {
  const names = new Map<string, Set<string>>()
  for (const tag of tags) {
    const [name = ''] = tag.split('=', 1)
    names.set(name, (names.get(name) ?? new Set()).add(tag))
  }
  return [...names.values()]
}

/** How many paths are in each state. */
export function tally(paths: readonly FleetPath[]): Record<PathState, number> {
  const states = { failing: 0, breaching: 0, stale: 0, unproven: 0, healthy: 0 }
  for (const { state } of paths) states[state]++
  return states
}
