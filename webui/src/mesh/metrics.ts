/** From which values on a number is notable, bad, very bad; where less is worse, downwards. */
export interface Scale {
  bounds: readonly [number, number, number]
  lessIsWorse?: true
}

const MS = 1_000
const MBIT = 1_000_000

/** The numbers that a matrix can show. The bounds are round ones, not limits of rules. */
export const METRICS = {
  rttMeanUs: { bounds: [50 * MS, 100 * MS, 250 * MS] },
  lossRatio: { bounds: [1e-9, 0.05, 0.2] },
  jitterUs: { bounds: [5 * MS, 20 * MS, 50 * MS] },
  connectUs: { bounds: [25 * MS, 100 * MS, 500 * MS] },
  totalUs: { bounds: [200 * MS, 1_000 * MS, 2_000 * MS] },
  lookupUs: { bounds: [25 * MS, 100 * MS, 500 * MS] },
  bitsPerSecond: { bounds: [100 * MBIT, 25 * MBIT, 10 * MBIT], lessIsWorse: true },
} as const satisfies Record<string, Scale>

export type MeshMetric = keyof typeof METRICS

/** The metric of that name, or the most common one. */
export const metricOf = (name: string | undefined): MeshMetric =>
  name !== undefined && Object.hasOwn(METRICS, name) ? (name as MeshMetric) : 'rttMeanUs'

/** How bad a value is: 0 to 3. */
export function gradeOf(value: number, scale: Scale): 0 | 1 | 2 | 3 {
  const beyond = scale.bounds.filter((bound) =>
    scale.lessIsWorse ? value < bound : value >= bound,
  )
  return beyond.length as 0 | 1 | 2 | 3
}
