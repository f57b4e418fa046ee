import { msg } from '../language/text'

/** The periods that are offered, which all end now or with a month. */
export const PERIODS = [
  { name: '7d', word: msg('the last 7 days') },
  { name: '30d', word: msg('the last 30 days') },
  { name: '90d', word: msg('the last 90 days') },
  { name: '365d', word: msg('the last 365 days') },
  { name: 'month', word: msg('this month') },
  { name: 'last-month', word: msg('the month before') },
] as const

export type Period = (typeof PERIODS)[number]['name']

/** Where nothing else is asked for. */
export const DEFAULT_PERIOD: Period = '30d'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A day in UTC as a date field has it, and one that there is. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && dayOf(at) === text
}

/** The UTC day of a time. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** From when to when a report is, in milliseconds since 1970: full hours, and none to come. */
export function stretchOf(
  { period, from, to }: { period?: Period; from?: string; to?: string },
  nowMs: number,
): { from: number; to: number } {
  const hour = Math.floor(nowMs / HOUR_MS) * HOUR_MS
  if (from !== undefined && to !== undefined) {
    const begin = Date.parse(`${from}T00:00:00Z`)
    const end = Date.parse(`${to}T00:00:00Z`) + DAY_MS
    // a time to come is asked for as it stands: the API says what is wrong with it
    return { from: begin, to: begin < hour ? Math.min(end, hour) : end }
  }
  const now = new Date(hour)
  const month = (back: number): number => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back)
  switch (period ?? DEFAULT_PERIOD) {
    case '7d':
      return { from: hour - 7 * DAY_MS, to: hour }
    case '30d':
      return { from: hour - 30 * DAY_MS, to: hour }
    case '90d':
      return { from: hour - 90 * DAY_MS, to: hour }
    case '365d':
      return { from: hour - 365 * DAY_MS, to: hour }
    case 'month':
      // in the first hour of a month there is no full one of it yet
      return month(0) < hour ? { from: month(0), to: hour } : { from: month(1), to: hour }
    case 'last-month':
      return { from: month(1), to: month(0) }
  }
}
