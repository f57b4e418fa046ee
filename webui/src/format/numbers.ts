/**
 * Every number on the page is written here. Round trips are milliseconds up to a second, on a LAN
 * too, so that a column can be compared down the page: 0.051 ms, 1.24 ms, 87.3 ms, 412 ms, 2.31 s.
 */

import { perLanguage } from '../language/perLanguage'

const NBSP = '\u00a0'

const POINT = perLanguage((locale) => {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5)
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.'
})

/** Digits as the page reads them, with the decimal point or comma of its language. */
export const decimal = (digits: string): string => digits.replace('.', POINT())

/** A duration in microseconds. */
export function duration(us: number): string {
  const ms = us / 1_000
  if (ms === 0) return `0${NBSP}ms`
  if (Math.abs(ms) < 0.0005) return `<${NBSP}${decimal('0.001')}${NBSP}ms`
  if (Math.abs(ms) < 999.5) return `${significant(ms)}${NBSP}ms`
  return span(us)
}

/** A duration in milliseconds without its unit, for a column whose head says it. */
export function milliseconds(us: number): string {
  return significant(us / 1_000)
}

function significant(value: number): string {
  const size = Math.abs(value)
  if (size < 1) return decimal(value.toFixed(3))
  if (size < 9.995) return decimal(value.toFixed(2))
  return size < 99.95 ? decimal(value.toFixed(1)) : value.toFixed(0)
}

/** A length of time for people, such as an interval or an age: 30 s, 5 min, 2 h, 3 d. */
export function span(us: number): string {
  const s = us / 1_000_000
  if (s < 0.9995) return duration(us)
  if (s < 10) return `${trimmed(s, 2)}${NBSP}s`
  if (s < 120) return `${trimmed(s, 0)}${NBSP}s`
  if (s < 7_200) return `${trimmed(s / 60, 0)}${NBSP}min`
  return s < 172_800 ? `${trimmed(s / 3_600, 0)}${NBSP}h` : `${trimmed(s / 86_400, 0)}${NBSP}d`
}

/** A ratio as a percentage; a small one that is not zero never reads "0 %". */
export function percent(ratio: number): string {
  const value = ratio * 100
  if (value > 0 && value < 0.1) return `<${NBSP}${decimal('0.1')}${NBSP}%`
  if (value > 99.9 && value < 100) return `>${NBSP}${decimal('99.9')}${NBSP}%`
  return `${trimmed(value, 1)}${NBSP}%`
}

/** A count with thin groups: 12 345. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f')
}

/** Bits a second, in powers of 1,000: 940 Mbit/s. */
export function bitRate(value: number): string {
  if (value < 999.5) return `${value.toFixed(0)}${NBSP}bit/s`
  if (value < 999_500) return `${significant(value / 1_000)}${NBSP}kbit/s`
  if (value < 999_500_000) return `${significant(value / 1_000_000)}${NBSP}Mbit/s`
  return `${significant(value / 1_000_000_000)}${NBSP}Gbit/s`
}

/** Bytes, in powers of 1,000. */
export function bytes(value: number): string {
  if (value < 1_000) return `${value}${NBSP}B`
  if (value < 999_500) return `${significant(value / 1_000)}${NBSP}kB`
  if (value < 999_500_000) return `${significant(value / 1_000_000)}${NBSP}MB`
  return `${significant(value / 1_000_000_000)}${NBSP}GB`
}

/** How far from its bound a check is: 62 %, 170 %, 12 ×. */
export function ofLimit(load: number): string {
  if (load > 0 && load < 0.01) return `<${NBSP}1${NBSP}%`
  if (load < 9.995) return `${Math.round(load * 100)}${NBSP}%`
  return `${count(load)}${NBSP}×`
}

/** Labels of an axis whose values are microseconds: one unit, and just the digits that differ. */
export function axisLabels(us: number[]): string[] {
  const top = Math.max(0, ...us.map(Math.abs))
  const [unit, name] = top >= 10_000_000 ? [1_000_000, 's'] : [1_000, 'ms']
  const step = us.length > 1 ? Math.abs((us[1] ?? 0) - (us[0] ?? 0)) / unit : top / unit
  return us.map((value) => `${decimal((value / unit).toFixed(digitsOf(step)))}${NBSP}${name}`)
}

/** The fewest digits that write a step exactly: 0.02 has 2, 2.5 has 1. */
function digitsOf(step: number): number {
  let digits = 0
  while (digits < 6 && Math.abs(Number(step.toFixed(digits)) - step) > step * 1e-6) digits++
  return digits
}

function trimmed(value: number, digits: number): string {
  return decimal(String(Number(value.toFixed(digits))))
}
