import type { PathRow, PathState } from '../api/types'
import { STATES } from '../format/words'

/** What the list shows, as it stands in the URL; what is absent is the default. */
export interface FleetSearch {
  q?: string
  state?: PathState
  unhealthy?: true
}

/** The view state in a URL's query; what it does not understand it leaves out. */
export function fleetSearch(search: Record<string, unknown>): FleetSearch {
  const { q, state, unhealthy } = search
  return {
    ...(q !== undefined && q !== '' && { q: String(q) }),
    ...(typeof state === 'string' && Object.hasOwn(STATES, state) && { state: state as PathState }),
    ...((unhealthy === true || unhealthy === 1) && { unhealthy: true as const }),
  }
}

/** The rows that the search leaves, in their order. Each word of `q` must occur somewhere. */
export function shown(rows: PathRow[], { q = '', state, unhealthy }: FleetSearch): PathRow[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (state !== undefined && row.state !== state) return false
    if (unhealthy && row.state === 'healthy') return false
    if (words.length === 0) return true
    const checks = row.checks.map(({ check }) => check).join(' ')
    const text = `${row.probe} ${row.target} ${row.address} ${row.reason} ${checks}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
