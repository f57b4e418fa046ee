import { expect, test } from 'vitest'
import type { System } from '../api/system'
import { keptOf } from './retention'

const oldest = { tier1: '2026-11-15', tier2: null, tier3: null, rollupMinutes: null }
const told = (retention: System['retention'], findings: object | null = { oldest }): System =>
  ({ retention, database: { state: 'ok', reason: '', tookMs: 1, findings } }) as System

test('a setting is told in days, with the oldest day that is there', () => {
  const [first, second] = keptOf(
    told([
      { setting: 'waddleperf.retention.tier1-days', days: 7 },
      { setting: 'waddleperf.retention.incidents-days', days: 1 },
    ]),
  )
  expect(first).toMatchObject({ what: 'Results of tier 1', days: '7 days', oldest: '2026-11-15' })
  expect(second).toMatchObject({ what: 'Incidents', days: '1 day', oldest: undefined })
})

test('what the server is not told is not made up, and a database that is away hides no setting', () => {
  const [one] = keptOf(told([{ setting: 'waddleperf.retention.tier1-days', days: null }], null))
  expect(one).toMatchObject({ what: 'Results of tier 1', days: undefined, oldest: undefined })
})

test('a setting of a newer version goes by its name', () => {
  const [one] = keptOf(told([{ setting: 'waddleperf.retention.maps-days', days: 3 }]))
  expect(one).toMatchObject({ what: 'waddleperf.retention.maps-days', days: '3 days' })
})
