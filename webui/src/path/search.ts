import { type PeriodName, type RangeName, isPeriod, isRange } from '../chart/ranges'

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
  const fixed = isTime(from) && isTime(to) && from < to
  return {
    ...(fixed && { from, to }),
    ...(!fixed && isRange(range) && { range }),
    ...(table === true && { table: true as const }),
    ...(isPeriod(compare) && { compare }),
  }
}

/** Milliseconds since 1970 that a calendar has. */
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 8.64e15
