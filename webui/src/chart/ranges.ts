import { msg } from '../language/text'

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
  day: { ms: 86_400_000, past: msg('a day before') },
  week: { ms: 7 * 86_400_000, past: msg('a week before') },
} as const

/** A period by its name in the URL. */
export type PeriodName = keyof typeof PERIODS

/** Whether a text names a period. */
export const isPeriod = (text: unknown): text is PeriodName =>
  typeof text === 'string' && Object.hasOwn(PERIODS, text)

/** What a chart shows: a range that moves with the clock, or a fixed stretch. */
export type View = { range: RangeName } | { from: number; to: number }
