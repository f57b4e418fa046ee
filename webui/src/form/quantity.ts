/** Numbers with units as people write them: "20 ms", "1.5 s", "10 Mbit/s", "4 MiB". */

import { type Message, msg, t } from '../language/text'

const MICROS = {
  µs: 1,
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
}
const BYTES = {
  bytes: 1,
  byte: 1,
  B: 1,
  kB: 1_000,
  MB: 1_000_000,
  GB: 1_000_000_000,
  KiB: 1_024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
}
const BITS = {
  'bit/s': 1,
  'kbit/s': 1_000,
  'Mbit/s': 1_000_000,
  'Gbit/s': 1_000_000_000,
}

/** For each unit of a schema the units that may be written, and those that are written by us. */
const UNITS: Record<string, { read: Record<string, number>; write: string[] }> = {
  µs: { read: MICROS, write: ['d', 'h', 'min', 's', 'ms', 'µs'] },
  bytes: { read: BYTES, write: ['MiB', 'GB', 'MB', 'KiB', 'bytes'] },
  'bit/s': { read: BITS, write: ['Gbit/s', 'Mbit/s', 'kbit/s', 'bit/s'] },
  MiB: { read: { MiB: 1, GiB: 1_024 }, write: ['MiB'] },
  s: { read: { s: 1, min: 60, h: 3_600, d: 86_400 }, write: ['d', 'h', 'min', 's'] },
  days: { read: { days: 1, day: 1, d: 1 }, write: ['days'] },
}

/** Where a number without a unit could be meant in several. */
const DEMANDED = new Set(['µs', 'bit/s'])

/** In the largest unit that leaves a whole number: 20000 µs are "20 ms". */
export function written(value: number, unit: string | undefined): string {
  const units = unit === undefined ? undefined : UNITS[unit]
  if (units === undefined) return String(value)
  const name = units.write.find((name) => value % (units.read[name] ?? 1) === 0 && value !== 0)
  const chosen = name ?? unit ?? ''
  return `${value / (units.read[chosen] ?? 1)} ${chosen}`
}

/** The number in its schema's unit, or what is wrong with the text. */
export function read(text: string, unit: string | undefined): number | { wrong: string } {
  const [, digits = '', name = ''] = /^\s*(-?\d+(?:[.,]\d+)?)\s*(\S*)\s*$/.exec(text) ?? []
  const units = unit === undefined ? undefined : UNITS[unit]
  if (digits === '') {
    return {
      wrong: units
        ? t('must be a number, such as {example}', { example: example(unit) })
        : t('must be a number'),
    }
  }
  const number = Number(digits.replace(',', '.'))
  if (units === undefined) {
    return name === '' ? number : { wrong: t('must be a number without "{name}"', { name }) }
  }
  if (name === '' && unit !== undefined && DEMANDED.has(unit)) {
    return { wrong: t('needs a unit, such as {example}', { example: example(unit) }) }
  }
  const factor = name === '' ? 1 : factorOf(units.read, name)
  if (factor === undefined) {
    return { wrong: t('must be in {units}', { units: Object.keys(units.read).join(', ') }) }
  }
  return Math.round(number * factor * 1e6) / 1e6
}

/** "MBIT/S" is Mbit/s, but B and b are not the same. */
function factorOf(units: Record<string, number>, name: string): number | undefined {
  if (units[name] !== undefined) return units[name]
  const same = Object.keys(units).filter((unit) => unit.toLowerCase() === name.toLowerCase())
  return same.length === 1 ? units[same[0] ?? ''] : undefined
}

const EXAMPLES: Record<string, Message> = {
  µs: msg('20 ms or 1.5 s'),
  'bit/s': msg('10 Mbit/s'),
}

function example(unit: string | undefined): string {
  const known = EXAMPLES[unit ?? '']
  return known ? t(known) : `4 ${unit ?? ''}`
}
