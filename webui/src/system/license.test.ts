import { expect, test } from 'vitest'
import type { License } from '../api/license'
import { adviceOf, factsOf } from './license'

const NOW = Date.UTC(2026, 10, 27, 12)
const at = (ms: number): string => new Date(NOW + ms).toISOString()
const HOUR = 3_600_000
const DAY = 24 * HOUR

const license = (state: License['state'], more: Partial<License> = {}): License => ({
  state,
  detail: '',
  product: 'waddleperf',
  customer: 'Harbour',
  tier: 'professional',
  expiresAt: at(300 * DAY),
  askedAt: at(-HOUR),
  heldAt: at(-HOUR),
  keptAliveAt: at(-HOUR),
  graceUntil: null,
  features: [],
  ...more,
})
const factOf = (one: License, name: string): string | undefined =>
  factsOf(one, NOW).find(([of]) => of === name)?.[1]

test('where none is needed nothing is to do, and nothing known', () => {
  const one = license('not-needed', { product: null, askedAt: null, heldAt: null })
  expect(adviceOf(one, NOW).next).toBeUndefined()
  expect(adviceOf(one, NOW).means).toMatch(/RELEASE_MODE is not true/)
  expect(factsOf(one, NOW)).toEqual([])
})

test('one that holds says until when, and a month before its end what to do', () => {
  expect(adviceOf(license('valid'), NOW).next).toBeUndefined()
  expect(adviceOf(license('valid', { expiresAt: null }), NOW).next).toBeUndefined()
  expect(factOf(license('valid', { expiresAt: null }), 'Ends')).toBe('never')
  expect(adviceOf(license('valid', { expiresAt: at(9.5 * DAY) }), NOW).next).toMatch(
    /ends in 9 days: ask for another one/,
  )
  expect(adviceOf(license('valid', { expiresAt: at(HOUR) }), NOW).next).toMatch(/in 0 days/)
})

test('the grace says how long it lasts, and what to look at', () => {
  const { means, next } = adviceOf(license('grace', { graceUntil: at(DAY) }), NOW)
  expect(means).toMatch(/stays allowed until \d+ Nov .*\.$/)
  expect(next).toMatch(/LICENSE_SERVER_URL/)
})

test('one that does not hold says what to set; what was never answered is told so', () => {
  const one = license('invalid', {
    ...{ customer: null, tier: null, expiresAt: null },
    ...{ heldAt: null, keptAliveAt: null },
  })
  expect(adviceOf(one, NOW).next).toMatch(/LICENSE_KEY/)
  expect(factsOf(one, NOW).map(([name]) => name)).toEqual([
    ...['Product', 'Last asked', 'Last said to hold', 'Last told that it runs'],
  ])
  expect(factOf(one, 'Last asked')).toMatch(/, 60 min ago$/)
  expect(factOf(one, 'Last said to hold')).toBe('never')
})
