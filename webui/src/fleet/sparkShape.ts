import type { Spark } from '../api/fleet'

/** So much of the box the line takes at most: a single slow packet must not flatten it. */
const LINE_SHARE = 0.65

/** A small chart as the paths of an SVG, from zero up; what is far above the means is cut off. */
export interface SparkShape {
  /** Through the means. */
  line: string
  /** From the shortest to the 95th percentile. */
  band: string
  /** Where tests had no answer: the middle of each such step. */
  gaps: number[]
  least: number | null
  most: number | null
  unanswered: number
}

/** What is drawn of a series in a box of that size. */
export function sparkShape(spark: Spark, width: number, height: number): SparkShape {
  const { minUs, meanUs, p95Us, unanswered } = spark
  const low = minUs.flatMap((value) => value ?? [])
  const high = p95Us.flatMap((value) => value ?? [])
  const most = high.length === 0 ? null : Math.max(...high)
  const means = meanUs.flatMap((value) => value ?? [])
  const top = Math.min(most ?? 0, Math.max(0, ...means) / LINE_SHARE)
  const step = width / Math.max(1, meanUs.length)
  const x = (i: number): string => ((i + 0.5) * step).toFixed(1)
  const y = (value: number): string =>
    (height - 1 - Math.min(1, value / (top || 1)) * (height - 3)).toFixed(1)
  const runs = stretches(meanUs)
  return {
    line: runs.map((run) => lineOf(run.map((i) => `${x(i)} ${y(meanUs[i] ?? 0)}`))).join(''),
    band: runs
      .map((run) => {
        const top = run.map((i) => `${x(i)} ${y(p95Us[i] ?? meanUs[i] ?? 0)}`)
        const bottom = run.map((i) => `${x(i)} ${y(minUs[i] ?? meanUs[i] ?? 0)}`)
        return `M${[...top, ...bottom.reverse()].join('L')}Z`
      })
      .join(''),
    gaps: unanswered.flatMap((count, i) => (count > 0 ? [(i + 0.5) * step] : [])),
    least: low.length === 0 ? null : Math.min(...low),
    most,
    unanswered: unanswered.reduce((sum, count) => sum + count, 0),
  }
}

/** A lone point is a dot: a line of no length with round ends. */
const lineOf = (points: string[]): string =>
  points.length === 1 ? `M${points[0]}h0.01` : `M${points.join('L')}`

/** The places of values that follow one another. */
function stretches(values: readonly (number | null)[]): number[][] {
  const runs: number[][] = []
  values.forEach((value, i) => {
    if (value === null) return
    const run = runs.at(-1)
    if (run !== undefined && run.at(-1) === i - 1) run.push(i)
    else runs.push([i])
  })
  return runs
}
