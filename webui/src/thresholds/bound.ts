/** The limits of rules as people write them: "80 ms", "5 %", "10 Mbit/s", "7 days". */

import { read, written } from '../form/quantity'
import { decimal } from '../format/numbers'
import { worseBelow } from '../format/words'
import { t } from '../language/text'

/** Judged by whether there was an answer, not by a number that somebody chooses. */
export const UNANSWERED = 'unanswered'
export const RECENT_LOSS = 'recentLossRatio'

/** 1 is no answer and 0 is one: anything between will do. */
export const UNANSWERED_BOUND = 0.5

const RATIO = '%'

/** The unit that ends a metric's name; undefined where it is a plain number. */
function unitOf(metric: string): string | undefined {
  if (metric.endsWith('Us')) return 'µs'
  if (metric.endsWith('Ratio')) return RATIO
  if (metric.endsWith('Days')) return 'days'
  if (metric.endsWith('itsPerSecond')) return 'bit/s'
  return metric.endsWith('Bytes') ? 'bytes' : undefined
}

/** Of units that come in steps of 1,000 the largest in which a limit has at most three decimals. */
const STEPS: Record<string, readonly (readonly [unit: string, factor: number])[]> = {
  µs: [
    ['s', 1_000_000],
    ['ms', 1_000],
  ],
  'bit/s': [
    ['Gbit/s', 1_000_000_000],
    ['Mbit/s', 1_000_000],
    ['kbit/s', 1_000],
  ],
}

/** A limit as somebody would write it. */
export function boundText(metric: string, bound: number): string {
  const unit = unitOf(metric)
  if (unit === RATIO) return `${Number((bound * 100).toFixed(6))} %`
  const short = STEPS[unit ?? '']?.find(
    ([, factor]) => bound >= factor && Number.isInteger(bound / (factor / 1_000)),
  )
  if (short) return `${bound / short[1]} ${short[0]}`
  return Number.isInteger(bound) ? written(bound, unit) : fraction(bound, unit)
}

/** The same for a sentence, in which number and unit stay together. */
export function boundWords(metric: string, bound: number): string {
  const [digits = '', unit] = boundText(metric, bound).split(' ')
  const n = decimal(digits)
  if (unit === 'days') return t('{days}\u00a0days', { days: n })
  if (unit === 'bytes') return t('{bytes}\u00a0bytes', { bytes: n })
  return unit === undefined ? n : `${n}\u00a0${unit}`
}

/** What is no whole number of its unit, such as 80 % of an odd one. */
function fraction(bound: number, unit: string | undefined): string {
  const text = String(Number(bound.toFixed(6)))
  return unit === undefined ? text : `${text} ${unit}`
}

/** The limit that a text means, or what is wrong with it. */
export function boundOf(metric: string, text: string): number | { wrong: string } {
  const unit = unitOf(metric)
  const value = unit === RATIO ? readRatio(text) : read(text, unit)
  if (typeof value === 'number' && value < 0) return { wrong: t('must be 0 or more') }
  return value
}

function readRatio(text: string): number | { wrong: string } {
  const value = read(text.replace(/\s*%\s*$/, ''), undefined)
  if (typeof value === 'object') return { wrong: t('must be a share, such as 5 %') }
  return value > 100 ? { wrong: t('must be at most 100 %') } : value / 100
}

/** Where it ends when nothing else is said: 80 % of the limit, or 125 % of one that must not be undercut. */
export function usualExit(metric: string, enter: number): number {
  return worseBelow(metric) ? enter / 0.8 : enter * 0.8
}

/** Whether a value is beyond the limit. */
export function beyond(metric: string, value: number, enter: number): boolean {
  return worseBelow(metric) ? value < enter : value > enter
}

/** An example for somebody who does not know how it is written. */
export function boundExample(metric: string): string {
  const examples: Record<string, string> = {
    µs: t('80 ms or 1.5 s'),
    [RATIO]: '5 %',
    days: '7 days',
    'bit/s': '10 Mbit/s',
    bytes: '1400 bytes',
  }
  return examples[unitOf(metric) ?? ''] ?? '20'
}
