import { type PeriodName, type RangeName, type View, isPeriod, isRange } from '../chart/window'

/** What a path's page shows, as it stands in the URL; what is absent is the default. */
export interface PathSearch {
  range?: RangeName
  from?: number
  to?: number
  table?: true
  /** The period that the charts are compared with. */
  compare?: PeriodName
}

/** The view state in a URL's query; a fixed stretch goes before a range. */
export function pathSearch(search: Record<string, unknown>): PathSearch {
  const { range, from, to, table, compare } = search
  const fixed = typeof from === 'number' && typeof to === 'number' && from < to
  return {
    ...(fixed && { from, to }),
    ...(!fixed && isRange(range) && { range }),
    ...(table === true && { table: true as const }),
    ...(isPeriod(compare) && { compare }),
  }
}

/** What stays when another time is looked at. */
export function kept({ table, compare }: PathSearch): PathSearch {
  return { ...(table && { table }), ...(compare && { compare }) }
}

/** The stretch of time that a search asks for; an hour where it asks for none. */
export function viewOf({ range = '1h', from, to }: PathSearch): View {
  return from !== undefined && to !== undefined ? { from, to } : { range }
}
