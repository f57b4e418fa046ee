import { type RangeName, type View, isRange } from '../chart/window'

/** What a path's page shows, as it stands in the URL; what is absent is the default. */
export interface PathSearch {
  range?: RangeName
  from?: number
  to?: number
  table?: true
}

/** The view state in a URL's query; a fixed stretch goes before a range. */
export function pathSearch(search: Record<string, unknown>): PathSearch {
  const { range, from, to, table } = search
  const fixed = typeof from === 'number' && typeof to === 'number' && from < to
  return {
    ...(fixed && { from, to }),
    ...(!fixed && isRange(range) && { range }),
    ...(table === true && { table: true as const }),
  }
}

/** The stretch of time that a search asks for; an hour where it asks for none. */
export function viewOf({ range = '1h', from, to }: PathSearch): View {
  return from !== undefined && to !== undefined ? { from, to } : { range }
}
