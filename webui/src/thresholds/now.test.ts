import { expect, test } from 'vitest'
import type { CheckState, PathRow, Result } from '../api/types'
import { standing } from './now'
import { rule } from './samples'

function check(name: string, metrics: Record<string, number>, type = 'measured'): CheckState {
  const result = { tier: 1, metrics, outcome: { type } } as unknown as Result
  return {
    ...{ check: name, test: 'ping', family: 'ipv4', state: 'healthy', load: 0, reason: '' },
    intervalUs: 1_000_000,
    headline: null,
    result,
  }
}

const path = (probe: string, target: string, ...checks: CheckState[]): PathRow =>
  ({ probe, target, checks }) as unknown as PathRow

const PATHS = [
  path('fra-1', 'shop', check('ping', { rttMeanUs: 90_000 }), check('dns', { lookupUs: 1 })),
  path('fra-1', 'mail', check('ping', { rttMeanUs: 120_000 })),
  path('ber-1', 'shop', check('ping', { rttMeanUs: 500_000 })),
  path('ber-1', 'mail', check('ping', {}, 'timed-out')),
]
const probe = (id: string, site: string) =>
  ({ probe: { id, site, enabled: true, labels: { uplink: site } } }) as never
const ENDS = {
  probes: [probe('fra-1', 'fra'), probe('ber-1', 'ber')],
  targets: [{ id: 'shop', address: '', owned: false, labels: { app: 'shop' }, version: 1 }],
}

test('tells which newest results are beyond the limit, the worst first', () => {
  expect(standing(rule({ match: { site: 'fra' } }), [], PATHS, ENDS)).toEqual({
    judged: 2,
    beyond: [
      { probe: 'fra-1', target: 'mail', check: 'ping', family: 'ipv4', value: 120_000 },
      { probe: 'fra-1', target: 'shop', check: 'ping', family: 'ipv4', value: 90_000 },
    ],
  })
  const labelled = rule({ match: { 'target.app': 'shop', 'probe.uplink': 'ber' } })
  expect(standing(labelled, [], PATHS, ENDS)).toMatchObject({ judged: 1 })
})

test('leaves a series to the rule that decides on it', () => {
  const narrower = rule({ id: 'mail', match: { target: 'mail' }, enter: 1 })
  expect(standing(rule({ match: { site: 'fra' } }), [narrower], PATHS, ENDS)).toMatchObject({
    judged: 1,
  })
  const itself = rule({ match: { target: 'mail' } })
  expect(standing(rule({ match: { site: 'fra' } }), [itself], PATHS, ENDS)).toMatchObject({
    judged: 2,
  })
})

test('takes no answer as such, and a refused test as nothing', () => {
  const silent = rule({ metric: 'unanswered', enter: 0.5 })
  expect(standing(silent, [], PATHS, ENDS)).toMatchObject({
    judged: 5,
    beyond: [{ probe: 'ber-1', target: 'mail' }],
  })
  const refused = [path('a', 'b', check('ping', {}, 'refused'))]
  expect(standing(silent, [], refused, ENDS)).toMatchObject({ judged: 0 })
})

test('says where newest results cannot tell', () => {
  expect(standing(rule({ tier: 2 }), [], PATHS, ENDS)).toBe('deeper-tier')
  expect(standing(rule({ metric: 'recentLossRatio' }), [], PATHS, ENDS)).toBe('recent-loss')
  expect(standing(rule({ match: { schedule: 'night' } }), [], PATHS, ENDS)).toBe('schedule')
})
