import { describe, expect, test } from 'vitest'
import { ago, utcTime } from './times'
import { outcomeWords, reasonWords } from './words'

const plain = (text: string): string => text.replace(/\u00a0/g, ' ')

describe('words', () => {
  test.each([
    ['ping: lossRatio 0.2 > 0.05', 'loss 20 %, over the limit of 5 %'],
    ['ping: rttMeanUs 123456.7 > 100000.0', 'mean round trip 123 ms, over the limit of 100 ms'],
    ['ping: rttMeanUs 2.5E8 > 100000', 'mean round trip 4 min, over the limit of 100 ms'],
    ['http: 503, expected 200 to 399', 'http: 503, expected 200 to 399'],
  ])('says "%s" plainly', (reason, words) => expect(plain(reasonWords('ping', reason))).toBe(words))

  test('says which way a lifetime is out of its limit', () => {
    expect(plain(reasonWords('http', 'http: certificateDays 3.2 < 7'))).toBe(
      'certificate lifetime left 3 days, under the limit of 7 days',
    )
  })

  test('says how a result ended', () => {
    expect(plain(outcomeWords({ type: 'timed-out', afterUs: 5_000_000 }))).toBe(
      'No answer within 5 s',
    )
    expect(outcomeWords({ type: 'failed', failure: 'connection-refused', detail: '' })).toBe(
      'Connection refused',
    )
    expect(outcomeWords({ type: 'failed', failure: 'newer', detail: 'x' })).toBe('Failed: x')
  })
})

describe('times', () => {
  test.each([
    [400, 'just now'],
    [-5_000, 'just now'],
    [3_900, '3 s ago'],
    [89_000, '89 s ago'],
    [240_000, '4 min ago'],
    [7_200_000, '2 h ago'],
    [259_200_000, '3 d ago'],
  ])('calls %d ms "%s"', (age, words) =>
    expect(ago(1_000_000_000_000 - age, 1_000_000_000_000)).toBe(words),
  )

  test('writes UTC to the second', () => {
    expect(utcTime(Date.UTC(2026, 0, 31, 13, 5, 7))).toBe('2026-01-31 13:05:07 UTC')
  })
})
