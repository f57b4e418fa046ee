import type { Point } from '../api/types'
import { type Columns, lossOf } from './columns'
import type { Stretch } from './window'

/** No chart is so wide that it has room for more rows. */
const MOST = 2_000

/**
 * What is drawn of columns in a stretch of time. Few rows stay as they are; of many only those that are in
 * it, and the ones beside, to which lines lead; of more than there is room for, those of a moment as one:
 * as high and as low as any of them, with the point that lost the most.
 */
export function seenOf(
  columns: Columns,
  points: readonly Point[],
  { from, to }: Stretch,
  most = MOST,
): Columns {
  const { x } = columns
  if (x.length <= most) return columns
  const first = Math.max(0, firstFrom(x, from / 1_000) - 1)
  const end = Math.min(x.length, firstFrom(x, to / 1_000) + 1)
  if (end - first <= most) return rows(columns, first, end)
  const wide = (to - from) / 1_000 / most
  const seen: Columns = { x: [], max: [], p95: [], min: [], median: [], source: [] }
  for (let i = first; i < end;) {
    const moment = Math.floor((x[i] ?? 0) / wide)
    let next = i + 1
    while (next < end && Math.floor((x[next] ?? 0) / wide) === moment) next++
    pushMoment(seen, columns, points, i, next)
    i = next
  }
  return seen
}

/** The place of the first of rising numbers that is not below. */
function firstFrom(rising: readonly number[], least: number): number {
  let [from, to] = [0, rising.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((rising[middle] ?? 0) < least) from = middle + 1
    else to = middle
  }
  return from
}

function rows({ x, max, p95, min, median, source }: Columns, first: number, end: number): Columns {
  return {
    x: x.slice(first, end),
    max: max.slice(first, end),
    p95: p95.slice(first, end),
    min: min.slice(first, end),
    median: median.slice(first, end),
    source: source.slice(first, end),
  }
}

/** The rows of a moment as one; a pause that is shorter than it breaks nothing. */
function pushMoment(
  seen: Columns,
  columns: Columns,
  points: readonly Point[],
  first: number,
  end: number,
): void {
  let [row, worst] = [first, -1]
  let [max, p95, min, medians, measured] = [-Infinity, -Infinity, Infinity, 0, 0]
  for (let i = first; i < end; i++) {
    const point = points[columns.source[i] ?? -1]
    if (point === undefined) continue
    const loss = lossOf(point) ?? 0
    if (loss > worst) [row, worst] = [i, loss]
    const median = columns.median[i] ?? null
    if (median === null) continue
    max = Math.max(max, columns.max[i] ?? median)
    p95 = Math.max(p95, columns.p95[i] ?? median)
    min = Math.min(min, columns.min[i] ?? median)
    medians += median
    measured++
  }
  const some = measured > 0
  seen.x.push(columns.x[row] ?? 0)
  seen.max.push(some ? max : null)
  seen.p95.push(some ? p95 : null)
  seen.min.push(some ? min : null)
  seen.median.push(some ? medians / measured : null)
  seen.source.push(columns.source[row] ?? -1)
}
