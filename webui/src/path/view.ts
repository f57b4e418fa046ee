import type { View } from '../chart/ranges'
import type { PathSearch } from './search'

/** What stays when another time is looked at. */
export function kept({ table, compare }: PathSearch): PathSearch {
  return { ...(table && { table }), ...(compare && { compare }) }
}

/** The stretch of time that a search asks for; an hour where it asks for none. */
export function viewOf({ range = '1h', from, to }: PathSearch): View {
  return from !== undefined && to !== undefined ? { from, to } : { range }
}
