import type { FleetPath } from '../api/fleet'
import type { PathState } from '../api/types'
import { STATES } from '../format/states'

/** By what rows can be gathered. */
export const GROUPS = ['site', 'target', 'probe'] as const

/** By what rows are gathered. */
export type Group = (typeof GROUPS)[number]

/** Of what a row has one value or several, and somebody can ask for some of them. */
export const FACETS = ['state', 'tier', 'site', 'tag'] as const

/** One of them. */
export type Facet = (typeof FACETS)[number]

/** What the list shows, as it stands in the URL; what is absent is the default. */
export interface FleetSearch {
  q?: string
  state?: PathState[]
  tier?: string[]
  site?: string[]
  tag?: string[]
  unhealthy?: true
  group?: Group
}

/** The view state in a URL's query; what it does not understand it leaves out. */
export function fleetSearch(search: Record<string, unknown>): FleetSearch {
  const { q, unhealthy } = search
  const state = texts(search['state']).filter((one) => Object.hasOwn(STATES, one)) as PathState[]
  const tier = texts(search['tier']).filter((one) => ['1', '2', '3'].includes(one))
  const [site, tag] = [texts(search['site']), texts(search['tag'])]
  const group = GROUPS.find((one) => one === search['group'])
  return {
    ...(q !== undefined && q !== '' && { q: String(q) }),
    ...(state.length > 0 && { state }),
    ...(tier.length > 0 && { tier }),
    ...(site.length > 0 && { site }),
    ...(tag.length > 0 && { tag }),
    ...((unhealthy === true || unhealthy === 1) && { unhealthy: true as const }),
    ...(group !== undefined && { group }),
  }
}

/** One or several, each once. */
function texts(value: unknown): string[] {
  if (value === undefined || value === null) return []
  return [...new Set((Array.isArray(value) ? value : [value]).map(String))]
}

/** The search with one value of a facet chosen, or not any more. */
export function toggled(search: FleetSearch, facet: Facet, value: string): FleetSearch {
  const chosen: string[] = search[facet] ?? []
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
  return fleetSearch({ ...search, [facet]: next })
}

/** Whether anything is left out. */
export function narrows({ group: _, ...filters }: FleetSearch): boolean {
  return Object.keys(filters).length > 0
}

/** The values that a row has of a facet. */
export function valuesOf(row: FleetPath, facet: Facet): readonly string[] {
  switch (facet) {
    case 'state':
      return [row.state]
    case 'tier':
      return [String(row.tier)]
    case 'site':
      return row.site === '' ? [] : [row.site]
    case 'tag':
      return row.tags
  }
}
