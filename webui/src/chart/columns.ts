import type { Point } from '../api/types'
import { msg } from '../language/text'

type Column = (number | null)[]

/** Points as a chart wants them: columns of equal length, a row of nulls where time is missing. */
export interface Columns {
  /** Seconds since 1970. */
  x: number[]
  max: Column
  p95: Column
  min: Column
  /** Of the line. */
  median: Column
  /** Index of the point in each row, -1 in a gap. */
  source: number[]
}

/** Columns of the points; a pause longer than `gapUs` breaks the line. */
export function columnsOf(points: Point[], gapUs: number): Columns {
  const columns: Columns = { x: [], max: [], p95: [], min: [], median: [], source: [] }
  let last = Infinity
  points.forEach((point, index) => {
    const at = Date.parse(point.at) / 1_000
    if (at - last > gapUs / 1_000_000) push(columns, (at + last) / 2, undefined, -1)
    push(columns, at, point, index)
    last = at
  })
  return columns
}

function push(columns: Columns, x: number, point: Point | undefined, source: number): void {
  columns.x.push(x)
  columns.max.push(point?.maxUs ?? null)
  columns.p95.push(point?.p95Us ?? null)
  columns.min.push(point?.minUs ?? null)
  columns.median.push(point?.p50Us ?? null)
  columns.source.push(source)
}

/** Points of one number each, the mean where a point is of several results: a line without a band. */
export function asLine(points: Point[]): Point[] {
  return points.map((point) => {
    const { meanUs } = point
    return { ...point, minUs: meanUs, p50Us: meanUs, p95Us: meanUs, maxUs: meanUs }
  })
}

/** How long a pause must be to count as one: three of what usually lies between two points. */
export function gapOf(points: Point[], stepUs: number, intervalUs: number | null): number {
  return 3 * Math.max(stepUs, intervalUs ?? usualPauseUs(points))
}

function usualPauseUs(points: Point[]): number {
  const times = points.map((point) => Date.parse(point.at))
  const pauses = times.slice(1).map((at, i) => at - (times[i] ?? at))
  return (pauses.sort((a, b) => a - b)[pauses.length >> 1] ?? 60_000) * 1_000
}

/** Shades of loss, each with its words for the legend. */
export const LOSS_WORDS = [
  msg('no loss'),
  msg('loss under 5 %'),
  msg('loss 5 to 20 %'),
  msg('loss over 20 %'),
] as const

/** Which shade a ratio of loss has. */
export function lossShade(lossRatio: number | null): 0 | 1 | 2 | 3 {
  if (lossRatio == null || lossRatio === 0) return 0
  if (lossRatio < 0.05) return 1
  return lossRatio <= 0.2 ? 2 : 3
}

/** What got lost: packets where they are counted, and every packet of a test without an answer. */
export function lossOf({ count, unanswered, lossRatio }: Point): number | null {
  if (count === 0) return null
  return Math.max(lossRatio ?? 0, unanswered / count)
}

/** Where the y axis ends. */
export interface Top {
  topUs: number
  /** How many points reach above it; the largest is `peakUs`. */
  cut: number
  peakUs: number
}

/**
 * The largest value, unless a few peaks would press everything else flat: then three times the
 * 95th percentile of the points' p95, and the page says what is cut off.
 *
 * @param earlier what is drawn besides as a line; its own peaks may be cut off
 */
export function topOf(points: Point[], whole: boolean, earlier: Point[] = []): Top {
  const line = usually(earlier.flatMap(({ p50Us }) => p50Us ?? []))
  const top = ownTop(points, whole)
  return line * 1.08 > top.topUs && top.cut === 0 ? { ...top, topUs: line * 1.08 } : top
}

/** What 95 of 100 values are not above. */
function usually(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * 0.95)] ?? 0
}

function ownTop(points: Point[], whole: boolean): Top {
  const highs = points.flatMap((point) => point.maxUs ?? [])
  const peakUs = highs.reduce((a, b) => Math.max(a, b), 0)
  if (peakUs === 0) return { topUs: 1_000, cut: 0, peakUs }
  const capUs = 3 * usually(points.flatMap((point) => point.p95Us ?? []))
  if (whole || highs.length < 20 || peakUs < 2 * capUs)
    return { topUs: peakUs * 1.08, cut: 0, peakUs }
  return { topUs: capUs, cut: highs.filter((us) => us > capUs).length, peakUs }
}

/** The numbers of a stretch of time in one line, for a caption and for those who do not see it. */
export interface Totals {
  results: number
  unanswered: number
  meanUs: number | null
  maxUs: number | null
  lossRatio: number | null
}

/** Totals over all points; means are weighed by the results that were measured. */
export function totalsOf(points: Point[]): Totals {
  const results = sum(points.map((point) => point.count))
  const measured = points.filter((point) => point.meanUs != null)
  const weight = (point: Point): number => Math.max(1, point.count - point.unanswered)
  const weights = sum(measured.map(weight))
  const lossy = points.filter((point) => point.lossRatio != null)
  const losses = sum(lossy.map((point) => point.count))
  return {
    results,
    unanswered: sum(points.map((point) => point.unanswered)),
    meanUs: weights === 0 ? null : sum(measured.map((p) => (p.meanUs ?? 0) * weight(p))) / weights,
    maxUs:
      measured.length === 0 ? null : measured.reduce((most, p) => Math.max(most, p.maxUs ?? 0), 0),
    lossRatio: losses === 0 ? null : sum(lossy.map((p) => (p.lossRatio ?? 0) * p.count)) / losses,
  }
}

function sum(values: number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
