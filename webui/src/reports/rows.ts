import type { Query } from '../api/client'
import type { ReportRow } from '../api/reports'
import { decimal } from '../format/numbers'
import { type ReportSearch, type Sort } from './search'
import { stretchOf } from './period'

/** What the API is asked for. */
export function queryOf(search: ReportSearch, nowMs: number): Query {
  const { from, to } = stretchOf(search, nowMs)
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    ...boundsOf(search),
  }
}

/** The same without the time. */
export function boundsOf({ by, site, probe, target, check, metric }: ReportSearch): Query {
  return { by: (by ?? ['path']).join(), site, probe, target, check, metric }
}

/** The names that tell a row apart, in the order of the columns. */
export const NAMES = ['month', 'day', 'site', 'probe', 'target', 'check'] as const

export type Name = (typeof NAMES)[number]

/** The columns of names that a report by these has; a path is a probe and a target. */
export function namesOf(by: readonly string[]): Name[] {
  const path = by.includes('path')
  return NAMES.filter(
    (name) => by.includes(name) || (path && (name === 'probe' || name === 'target')),
  )
}

/** What all rows add up to; percentiles do not add up. */
export interface Total {
  availability: number | null
  answered: number
  failed: number
  notRun: number
  missed: number
  maintenanceHours: number
}

/** Each result is in one row, so that counts add up. */
export function totalOf(rows: readonly ReportRow[]): Total {
  const sum = (of: (row: ReportRow) => number): number =>
    rows.reduce((all, row) => all + of(row), 0)
  const answered = sum((row) => row.answered)
  const failed = sum((row) => row.failed)
  return {
    availability: answered + failed === 0 ? null : answered / (answered + failed),
    answered,
    failed,
    notRun: sum((row) => row.notRun),
    missed: sum((row) => row.missed),
    maintenanceHours: sum((row) => row.maintenanceHours),
  }
}

/** The worst first; rows without the number last, and those alike as the report has them. */
export function sorted(
  rows: readonly ReportRow[],
  sort: Sort | undefined,
  metric: string,
): readonly ReportRow[] {
  if (sort === undefined) return rows
  const sign = lessIsWorse(sort, metric) ? 1 : -1
  return rows.toSorted((a, b) => {
    const [x, y] = [a[sort], b[sort]]
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0)
    return sign * (x - y)
  })
}

/** Of throughput, as of availability, a small number is the bad one. */
export const lessIsWorse = (sort: Sort, metric: string): boolean =>
  sort === 'availability' || (/^p\d/.test(sort) && metric.endsWith('itsPerSecond'))

/** A share of tests with three digits, rounded down: what is not all never reads "100 %". */
export function availabilityText(ratio: number): string {
  const rounded = Math.floor(Math.round(ratio * 1e6) / 10)
  const thousandths = ratio < 1 ? Math.min(99_999, rounded) : rounded
  return `${decimal(String(thousandths / 1_000))}\u00a0%`
}
