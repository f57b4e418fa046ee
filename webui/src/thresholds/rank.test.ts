import { describe, expect, test } from 'vitest'
import { bySpecificity, decides, overlaps, shadow } from './rank'
import { rule } from './samples'
import { alike } from './alike'
import { troubleOf, verdict } from './trouble'

const ids = (rules: { id: string }[]): string[] => rules.map(({ id }) => id)

describe('of several rules', () => {
  test('the one with more labels wins, then the weightier label, then the name', () => {
    const rules = [
      rule({ id: 'default-rtt', builtIn: true }),
      rule({ id: 'all' }),
      rule({ id: 'b-site', match: { site: 'fra' } }),
      rule({ id: 'a-site', match: { site: 'fra' } }),
      rule({ id: 'tag', match: { 'probe.uplink': 'dsl' } }),
      rule({ id: 'test', match: { test: 'ping' } }),
      rule({ id: 'probe', match: { probe: 'fra-1' } }),
      rule({ id: 'target', match: { target: 'shop' } }),
      rule({ id: 'two', match: { site: 'fra', test: 'ping' } }),
    ]
    expect(ids(rules.toSorted(bySpecificity))).toEqual([
      'two',
      'target',
      'probe',
      'a-site',
      'b-site',
      'test',
      'tag',
      'all',
      'default-rtt',
    ])
  })

  test('it is said which one decides, and why', () => {
    const site = rule({ id: 'site', match: { site: 'fra' } })
    const all = [
      rule({ id: 'default-rtt', builtIn: true }),
      rule({ id: 'target', match: { target: 'shop' } }),
      rule({ id: 'both', match: { site: 'fra', target: 'shop' } }),
      rule({ id: 'other-site', match: { site: 'ber' } }),
      rule({ id: 'other-metric', metric: 'jitterUs' }),
      rule({ id: 'other-tier', tier: 2 }),
      site,
    ]
    expect(
      overlaps(site, all).map(({ other, loses, total, why }) => [other.id, loses, total, why]),
    ).toEqual([
      ['both', true, false, 'more labels go before fewer'],
      ['target', true, false, 'target is more specific than site'],
      ['default-rtt', false, false, 'a rule of yours goes before a built-in one'],
    ])
  })

  test('one that never decides is known', () => {
    const first = rule({ id: 'a', match: { site: 'fra' } })
    const second = rule({ id: 'b', match: { site: 'fra' } })
    const builtIn = rule({ id: 'default-rtt', builtIn: true })
    expect(shadow(second, [first, second])?.id).toBe('a')
    expect(shadow(first, [first, second])).toBeUndefined()
    expect(overlaps(first, [second])[0]?.tie).toBe(true)
    expect(shadow(builtIn, [builtIn, first])).toBeUndefined()
    expect(shadow(builtIn, [builtIn, rule({ id: 'everywhere' })])?.id).toBe('everywhere')
  })

  test('one that is switched off decides too, and then nothing is judged', () => {
    const off = rule({ id: 'off', match: { target: 'shop' }, enabled: false })
    const all = [rule({ id: 'all' }), off]
    const labels = { target: 'shop', probe: 'fra-1' }
    expect(decides(all, 'rttMeanUs', 1, labels)).toBe(off)
    expect(decides(all, 'rttMeanUs', 1, { target: 'mail' })?.id).toBe('all')
    expect(decides(all, 'jitterUs', 1, labels)).toBeUndefined()
  })
})

test('what is odd about a rule is said', () => {
  const first = rule({ id: 'a', match: { site: 'fra' }, enabled: false })
  const second = rule({ id: 'b', match: { site: 'fra' } })
  const crossing = rule({ id: 'c', match: { site: 'ber' } })
  const all = [first, second, crossing]
  expect(troubleOf(second, all)).toBe(
    'It never decides: a takes all of its paths, and is switched off.',
  )
  expect(troubleOf(first, all)).toContain('as specific as b')
  expect(troubleOf(crossing, all)).toBeUndefined()
  expect(verdict({ loses: true, total: false })).toBe('decides where both are for a path')
})

test('series on which the same rules decide are told together', () => {
  const [deep, shallow] = [rule({ id: 'deep', tier: 2 }), rule({ id: 'shallow' })]
  const series = (check: string, family: string, ...rules: (typeof deep)[]) =>
    ({ check, family, rules: rules.filter(Boolean) }) as never
  expect(
    alike([
      series('ping', 'ipv4', deep, shallow),
      series('ping', 'ipv6', deep, shallow),
      series('dns', 'ipv4', deep),
    ]),
  ).toEqual([
    { series: ['ping (ipv4)', 'ping (ipv6)'], rules: [shallow, deep] },
    { series: ['dns'], rules: [deep] },
  ])
})
