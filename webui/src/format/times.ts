import { perLanguage } from '../language/perLanguage'
import { t } from '../language/text'
import { decimal } from './numbers'

const shaped = (shape: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
  perLanguage((locale) => new Intl.DateTimeFormat(locale, shape))
const CLOCK = shaped({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
const YEAR = shaped({ dateStyle: 'medium' })
const DAY = shaped({ day: 'numeric', month: 'short' })

/** How long ago, in the largest unit that fits; a clock that is slightly behind reads "just now". */
export function ago(thenMs: number, nowMs: number): string {
  const s = Math.floor((nowMs - thenMs) / 1_000)
  if (s < 1) return t('just now')
  if (s < 90) return t('{s} s ago', { s })
  if (s < 5_400) return t('{min} min ago', { min: Math.round(s / 60) })
  return s < 172_800
    ? t('{h} h ago', { h: Math.round(s / 3_600) })
    : t('{d} d ago', { d: Math.round(s / 86_400) })
}

/** How long something lasted: 4.2 s, 38 s, 3 min 5 s, 2 h 10 min, 3 d 4 h. */
export function lasted(ms: number): string {
  const s = Math.max(0, ms) / 1_000
  if (s < 9.95) return `${decimal(String(Number(s.toFixed(1))))} s`
  const whole = Math.round(s)
  if (whole < 60) return `${whole} s`
  if (whole < 3_600) return pair(Math.floor(whole / 60), 'min', whole % 60, 's')
  const minutes = Math.round(s / 60)
  if (minutes < 1_440) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(s / 3_600)
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

function pair(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`
}

/** The viewer's clock; with the day where it is not today, and the year. */
export function localTime(atMs: number, nowMs = Date.now()): string {
  const at = new Date(atMs)
  const clock = CLOCK().format(at)
  if (at.getFullYear() !== new Date(nowMs).getFullYear()) return `${YEAR().format(at)} ${clock}`
  return DAY().format(at) === DAY().format(nowMs) ? clock : `${DAY().format(at)} ${clock}`
}

/** 2026-01-31 13:05:07 UTC, for the tooltip of a local time. */
export function utcTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

const MINUTE = shaped({ hour: '2-digit', minute: '2-digit' })

/** A label of a time axis whose labels are so many seconds apart. */
export function axisTime(seconds: number, incrementSeconds: number): string {
  const at = new Date(seconds * 1_000)
  if (incrementSeconds >= 86_400) return DAY().format(at)
  if (incrementSeconds < 60) return CLOCK().format(at)
  const midnight = at.getHours() === 0 && at.getMinutes() === 0
  return midnight ? DAY().format(at) : MINUTE().format(at)
}
