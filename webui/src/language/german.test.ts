import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goalsOf } from '../app/goals'
import { bytes, count, duration, percent } from '../format/numbers'
import { ago, axisTime, lasted, localTime } from '../format/times'
import { outcomeWords, reasonWords } from '../format/words'
import { formatIn } from '../format/zones'
import { read, written } from '../form/quantity'
import { show } from './language'

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')
/** Noon of a day in spring, by the clock of whoever runs this. */
const NOON = new Date(2025, 2, 4, 12, 5, 7).getTime()

describe('in German', () => {
  beforeAll(() => show('de'))
  afterAll(() => show('en'))

  test('numbers have a comma', () => {
    expect([51.2, 1_240, 87_340].map((us) => plain(duration(us)))).toEqual([
      '0,051 ms',
      '1,24 ms',
      '87,3 ms',
    ])
    expect([0.0004, 0.123, 0.9996].map((ratio) => plain(percent(ratio)))).toEqual([
      '< 0,1 %',
      '12,3 %',
      '> 99,9 %',
    ])
    expect(plain(bytes(12_345))).toBe('12,3 kB')
    expect(plain(count(1_234_567))).toBe('1 234 567')
  })

  test('times are written as one reads them there', () => {
    expect([0, 3_000, 240_000].map((age) => ago(NOON - age, NOON))).toEqual([
      'gerade eben',
      'vor 3 s',
      'vor 4 min',
    ])
    expect(lasted(4_240)).toBe('4,2 s')
    expect(localTime(NOON, NOON + 1_000)).toBe('12:05:07')
    expect(localTime(NOON, NOON + 5 * 86_400_000)).toBe('4. März 12:05:07')
    expect(axisTime(NOON / 1_000, 86_400)).toBe('4. März')
    expect(formatIn('Asia/Tokyo', { month: 'long' })?.format(NOON)).toBe('März')
  })

  test('sentences are German ones', () => {
    expect(plain(outcomeWords({ type: 'timed-out', afterUs: 1_500_000 }))).toBe(
      'Keine Antwort innerhalb von 1,5 s',
    )
    expect(plain(reasonWords('ping', 'ping: lossRatio 0.2 > 0.05'))).toBe(
      'Verlust 20 %, über der Grenze von 5 %',
    )
    expect(plain(reasonWords('ping', 'ping: lossRatio 0.2 > 0.05 (rule fern)'))).toBe(
      'Verlust 20 %, über der Grenze von 5 % (Regel fern)',
    )
    expect(goalsOf([], 'zeit', false).map(({ name }) => name)).toEqual(['Zeitpläne'])
  })

  test('what is written into a form can be read again', () => {
    expect(read('1,5 s', 'µs')).toBe(1_500_000)
    expect(read(written(20_000, 'µs'), 'µs')).toBe(20_000)
    expect(read('x', 'µs')).toEqual({ wrong: 'muss eine Zahl sein, etwa 20 ms oder 1,5 s' })
  })
})
