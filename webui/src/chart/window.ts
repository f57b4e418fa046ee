/** The ranges that end now. */
export const RANGES = {
  '15m': { ms: 15 * 60_000, label: '15 m' },
  '1h': { ms: 3_600_000, label: '1 h' },
  '6h': { ms: 6 * 3_600_000, label: '6 h' },
  '24h': { ms: 24 * 3_600_000, label: '24 h' },
  '7d': { ms: 7 * 24 * 3_600_000, label: '7 d' },
} as const

/** A range by its name in the URL. */
export type RangeName = keyof typeof RANGES

/** Whether a text names a range. */
export const isRange = (text: unknown): text is RangeName =>
  typeof text === 'string' && Object.hasOwn(RANGES, text)

/** The periods that a chart can be compared with. */
export const PERIODS = {
  day: { ms: 86_400_000, past: 'a day before' },
  week: { ms: 7 * 86_400_000, past: 'a week before' },
} as const

/** A period by its name in the URL. */
export type PeriodName = keyof typeof PERIODS

/** Whether a text names a period. */
export const isPeriod = (text: unknown): text is PeriodName =>
  typeof text === 'string' && Object.hasOwn(PERIODS, text)

/** What a chart shows: a range that moves with the clock, or a fixed stretch. */
export type View = { range: RangeName } | { from: number; to: number }

/** A stretch of time, in milliseconds since 1970. */
export interface Stretch {
  from: number
  to: number
}

const SHORTEST_MS = 10_000

/** The stretch that a view shows now. */
export function stretchOf(view: View, nowMs: number): Stretch {
  return 'range' in view ? { from: nowMs - RANGES[view.range].ms, to: nowMs } : view
}

/** The view that lies half a width earlier or later, but not in the future. */
export function moved(view: View, direction: -1 | 1, nowMs: number): Stretch {
  const { from, to } = stretchOf(view, nowMs)
  const by = Math.min((direction * (to - from)) / 2, nowMs - to)
  return { from: Math.round(from + by), to: Math.round(to + by) }
}

/**
 * The view of half or double the width: around the same middle, or with the same end where it ends
 * now, since there the newest is what one looks at.
 */
export function zoomed(view: View, factor: 0.5 | 2, nowMs: number): Stretch {
  const { from, to } = stretchOf(view, nowMs)
  const half = Math.max(SHORTEST_MS, (to - from) * factor) / 2
  const middle = 'range' in view ? to - half : Math.min((from + to) / 2, nowMs - half)
  return { from: Math.round(middle - half), to: Math.round(middle + half) }
}
