import { describe, expect, test } from 'vitest'
import { oldestFirst } from '../api/decisions'
import type { Breach, Decision, TierState } from '../api/incidents'
import type { Result } from '../api/types'
import { episodesOf, troubledAt, within } from './episodes'
import { pairOf, waysOf } from './lastGood'

const START = Date.UTC(2026, 0, 1)
const time = (second: number): string => new Date(START + second * 1_000).toISOString()

const BREACH: Breach = {
  resultId: 'r1',
  check: 'ping',
  family: 'ipv4',
  tier: 1,
  metric: 'rttMeanUs',
  value: 140_000,
  bound: 100_000,
  rule: 'default-rtt',
  ruleVersion: 2,
  severity: 'warning',
}

const decision = (
  second: number,
  step: string,
  from: TierState,
  to: TierState,
  more: Partial<Decision> = {},
): Decision => ({
  id: `${second}`,
  probe: 'fra',
  target: 'shop',
  at: time(second),
  step,
  from,
  to,
  tier: 1,
  reason: '',
  text: '',
  simulated: false,
  ...more,
})

const DECISIONS = [
  decision(10, 'suspected', 'healthy', 'suspect', { breach: BREACH }),
  decision(15, 'dismissed', 'suspect', 'healthy'),
  decision(100, 'suspected', 'healthy', 'suspect', { breach: BREACH }),
  decision(105, 'confirmed', 'suspect', 'diagnosing', { breach: BREACH }),
  decision(105, 'deepened', 'diagnosing', 'diagnosing', { tier: 2 }),
  decision(140, 'suppressed', 'diagnosing', 'diagnosing', { tier: 3, reason: 'budget' }),
]

test('decisions of one moment follow each other as they were taken', () => {
  const [, , suspected, confirmed, deepened] = DECISIONS
  const told = [deepened, confirmed, suspected].flatMap((one) =>
    one ? { ...one, at: time(105) } : [],
  )
  expect(oldestFirst(told).map(({ step }) => step)).toEqual(['suspected', 'confirmed', 'deepened'])
})

describe('episodes', () => {
  test('reach from the first breach to health, the last one may go on', () => {
    const [first, second] = episodesOf(DECISIONS)
    expect(first).toMatchObject({ confirmed: false, tier: 1, endMs: START + 15_000 })
    expect(second).toMatchObject({ confirmed: true, tier: 2, endMs: undefined, trigger: BREACH })
    expect(second?.entries.map(({ kind }) => kind)).toEqual([
      'suspected',
      'confirmed',
      'deepened',
      'suppressed',
    ])
    expect(second?.entries[0]?.resultId).toBe('r1')
    expect(second?.entries[3]?.text).toBe('budget')
  })

  test('are found by the time that they touch', () => {
    const episodes = episodesOf(DECISIONS)
    expect(within(episodes, START, START + 50_000)).toHaveLength(1)
    expect(within(episodes, START + 500_000, START + 600_000)).toHaveLength(1)
    expect(troubledAt(episodes, START + 12_000)).toBe(true)
    expect(troubledAt(episodes, START + 50_000)).toBe(false)
    expect(troubledAt(episodes, START + 999_000)).toBe(true)
  })
})

const traced = (second: number, reached: boolean, family = 'ipv4'): Result =>
  ({
    id: `t${second}`,
    startedAt: time(second),
    family,
    details: {
      type: 'traceroute',
      address: '192.0.2.7',
      protocol: 'icmp',
      reached,
      hops: [{ ttl: 1, addresses: ['192.0.2.1'], sent: 3, received: 3, note: '' }],
    },
  }) as unknown as Result

describe('the last good way', () => {
  test('reached its target while nothing was wrong', () => {
    const results = [traced(120, true), traced(110, true), traced(50, false), traced(40, true)]
    const pair = pairOf(waysOf(results, 'ipv4'), episodesOf(DECISIONS))
    expect(pair?.now.result.id).toBe('t120')
    expect(pair?.good?.result.id).toBe('t40')
  })

  test('may be missing, and is of the same family', () => {
    expect(pairOf([], [])).toBeUndefined()
    const results = [traced(120, true), traced(40, true, 'ipv6')]
    expect(pairOf(waysOf(results, 'ipv4'), [])?.good).toBeUndefined()
  })
})
