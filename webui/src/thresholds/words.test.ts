import { describe, expect, test } from 'vitest'
import metrics from '../../../contracts/src/main/java/io/waddleperf/contracts/Metric.java?raw'
import { METRIC_NAMES, worseBelow } from '../format/words'
import { RECENT_LOSS, UNANSWERED, boundOf, boundText, usualExit } from './bound'
import { rule } from './samples'
import { scopeWords, sentence, thresholdFacts } from './words'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('a rule in words', () => {
  test('is one sentence', () => {
    const slow = rule({
      match: { site: 'fra', test: 'ping' },
      enter: 80_000,
      exit: 60_000,
      breaches: 3,
      of: 5,
    })
    expect(plain(sentence(slow))).toBe(
      'On ping tests from site fra: when mean round trip is above 80 ms in 3 of the last 5 tests, ' +
        'it is a warning, until it is 60 ms or less 3 times in a row.',
    )
  })

  test('tells the usual end, and what is worse below its limit', () => {
    const late = rule({ metric: 'certificateDays', enter: 8, severity: 'critical', clears: 1 })
    expect(plain(sentence(late))).toBe(
      'On every path: when certificate lifetime left is below 8 days in 2 of the last 3 tests, ' +
        'it is critical, until it is 10 days or more once.',
    )
  })

  test('tells that nothing answers, and that nothing is judged', () => {
    const silent = rule({ metric: UNANSWERED, enter: 0.5, breaches: 1, of: 1, tier: 2 })
    expect(sentence(silent)).toContain(
      'when there is no answer once, it is a warning, until there is an answer',
    )
    expect(sentence(silent)).toContain('in tests of tier 2')
    expect(sentence(rule({ enabled: false, match: { target: 'lab' } }))).toBe(
      'On paths to lab: mean round trip is not judged.',
    )
  })

  test('says for which series it is', () => {
    expect(scopeWords({})).toBe('every path')
    expect(scopeWords({ probe: 'fra-1', target: 'shop' })).toBe('paths from probe fra-1 to shop')
    expect(scopeWords({ check: 'login', test: 'http', schedule: 'night' })).toBe(
      'http tests called login of schedule night',
    )
    expect(scopeWords({ 'probe.uplink': 'dsl', 'target.a.b': 'c' })).toBe(
      'paths from probes with uplink=dsl to targets with a.b=c',
    )
  })

  test('leaves nothing out that two versions may differ in', () => {
    const before = rule({})
    const changes = [
      { enabled: false },
      { match: { site: 'ber' } },
      { tier: 2 },
      { enter: 90_000 },
      { exit: 50_000 },
      { breaches: 1 },
      { of: 4 },
      { clears: 9 },
      { severity: 'critical' as const },
      { countsAlso: ['isolated'] },
    ]
    for (const change of changes) {
      expect(thresholdFacts(rule(change)), JSON.stringify(change)).not.toEqual(
        thresholdFacts(before),
      )
    }
  })
})

describe('a limit', () => {
  test.each([
    ['rttMeanUs', 80_000, '80 ms'],
    ['rttMeanUs', 62_500, '62.5 ms'],
    ['rttMeanUs', 1_500_000, '1.5 s'],
    ['rttMeanUs', 1_000_001, '1000.001 ms'],
    ['bitsPerSecond', 12_500_000, '12.5 Mbit/s'],
    ['certificateDays', 8.75, '8.75 days'],
    ['lossRatio', 0.05, '5 %'],
    ['lossRatio', 0.001, '0.1 %'],
    ['bitsPerSecond', 10_000_000, '10 Mbit/s'],
    ['certificateDays', 7, '7 days'],
    ['hops', 20, '20'],
    ['loadAverage', 1.5, '1.5'],
    ['rttMeanUs', 0.5, '0.5 µs'],
  ])('of %s %d is written as %s, and read back', (metric, bound, text) => {
    expect(boundText(metric, bound)).toBe(text)
    expect(boundOf(metric, text)).toBe(bound)
  })

  test.each([
    ['rttMeanUs', '80', 'needs a unit'],
    ['lossRatio', '120 %', 'at most 100 %'],
    ['lossRatio', 'much', 'must be a share'],
    ['hops', '-1', '0 or more'],
  ])('of %s is not %s', (metric, text, wrong) => {
    expect(boundOf(metric, text)).toMatchObject({ wrong: expect.stringContaining(wrong) as string })
  })

  test('ends at 80 % of itself, or at 125 % where less is worse', () => {
    expect(usualExit('rttMeanUs', 100)).toBe(80)
    expect(usualExit('certificateDays', 8)).toBe(10)
  })
})

test('every metric of the contracts has words here, and the same side that is worse', () => {
  const found = [...metrics.matchAll(/^ {4}[A-Z0-9_]+\("(\w+)"(, Worse\.LOWER)?\)/gm)]
  expect(found.length).toBeGreaterThan(40)
  const named = new Set(METRIC_NAMES)
  for (const [, name = '', lower] of found) {
    expect(named.has(name), name).toBe(true)
    expect(worseBelow(name), name).toBe(lower !== undefined)
  }
  const contracts = found.map(([, name]) => name)
  expect(METRIC_NAMES.filter((name) => !contracts.includes(name)).sort()).toEqual(
    [RECENT_LOSS, UNANSWERED].sort(),
  )
})
