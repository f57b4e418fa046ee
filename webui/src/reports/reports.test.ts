import { describe, expect, test } from 'vitest'
import type { ReportRow } from '../api/reports'
import { isDay, stretchOf } from './period'
import { availabilityText, lessIsWorse, namesOf, queryOf, sorted, totalOf } from './rows'
import { reportSearch } from './search'

const NOW = Date.parse('2026-03-01T00:30:00Z')
const days = (wanted: Parameters<typeof stretchOf>[0], now = NOW): string[] => {
  const { from, to } = stretchOf(wanted, now)
  return [from, to].map((ms) => new Date(ms).toISOString().slice(0, 13))
}

function row(more: Partial<ReportRow>): ReportRow {
  return {
    month: null,
    day: null,
    site: null,
    probe: 'fra-1',
    target: 'shop',
    check: null,
    availability: 1,
    results: 0,
    answered: 0,
    failed: 0,
    notRun: 0,
    missed: 0,
    hours: 0,
    maintenanceHours: 0,
    lossRatio: null,
    measured: 0,
    min: null,
    mean: null,
    p50: null,
    p95: null,
    p99: null,
    max: null,
    ...more,
  }
}

describe('the period of a report', () => {
  test('ends with the newest full hour', () => {
    expect(days({ period: '7d' })).toEqual(['2026-02-22T00', '2026-03-01T00'])
    expect(days({})).toEqual(['2026-01-30T00', '2026-03-01T00'])
  })

  test('is a month of UTC; in the first hour of one it is the month before', () => {
    expect(days({ period: 'last-month' })).toEqual(['2026-02-01T00', '2026-03-01T00'])
    expect(days({ period: 'month' })).toEqual(['2026-02-01T00', '2026-03-01T00'])
    expect(days({ period: 'month' }, NOW + 3_600_000)).toEqual(['2026-03-01T00', '2026-03-01T01'])
    const january = Date.parse('2026-01-15T12:00:00Z')
    expect(days({ period: 'last-month' }, january)).toEqual(['2025-12-01T00', '2026-01-01T00'])
  })

  test('of days has both of them, as far as they are over', () => {
    expect(days({ from: '2026-02-03', to: '2026-02-03' })).toEqual([
      '2026-02-03T00',
      '2026-02-04T00',
    ])
    expect(days({ from: '2026-02-28', to: '2026-03-31' })).toEqual([
      '2026-02-28T00',
      '2026-03-01T00',
    ])
    expect(days({ from: '2026-03-02', to: '2026-03-02' })).toEqual([
      '2026-03-02T00',
      '2026-03-03T00',
    ])
  })

  test('takes days that there are', () => {
    expect(['2026-02-28', '2026-02-30', '2026-2-1', 7, ''].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })
})

describe('the URL of a report', () => {
  test('keeps what the page understands', () => {
    expect(
      reportSearch({
        period: 'month',
        by: ['check', 'month', 'planet'],
        site: ' fra ',
        probe: '',
        metric: 'totalUs',
        sort: 'p95',
      }),
    ).toEqual({
      period: 'month',
      by: ['month', 'check'],
      site: 'fra',
      metric: 'totalUs',
      sort: 'p95',
    })
    expect(reportSearch({ period: 'toString', by: 'day', metric: 'hops', sort: 'x' })).toEqual({
      by: ['day'],
    })
  })

  test('leaves out what is the default, so that the same report has one address', () => {
    expect(reportSearch({ period: '30d', by: 'path', metric: 'rttMeanUs' })).toEqual({})
  })

  test('has days in their order, and only where no period is named', () => {
    const from = { from: '2026-02-01', to: '2026-02-03' }
    expect(reportSearch(from)).toEqual(from)
    expect(reportSearch({ from: from.to, to: from.from })).toEqual({})
    expect(reportSearch({ ...from, period: '7d' })).toEqual({ period: '7d' })
    expect(reportSearch({ ...from, period: 'days' })).toEqual(from)
  })

  test('becomes the question of the API', () => {
    expect(queryOf({ by: ['site', 'month'], site: 'fra' }, NOW)).toMatchObject({
      from: '2026-01-30T00:00:00.000Z',
      to: '2026-03-01T00:00:00.000Z',
      by: 'site,month',
      site: 'fra',
      metric: undefined,
    })
  })
})

describe('the rows of a report', () => {
  test('have a column for each name', () => {
    expect(namesOf(['path', 'month'])).toEqual(['month', 'probe', 'target'])
    expect(namesOf(['check', 'site'])).toEqual(['site', 'check'])
  })

  test('add up by counts and not by shares', () => {
    const total = totalOf([
      row({ answered: 99, failed: 1, missed: 2, availability: 0.99 }),
      row({ answered: 0, failed: 100, notRun: 3, maintenanceHours: 4, availability: 0 }),
    ])
    expect(total).toEqual({
      availability: 99 / 200,
      answered: 99,
      failed: 101,
      notRun: 3,
      missed: 2,
      maintenanceHours: 4,
    })
    expect(totalOf([row({})]).availability).toBeNull()
  })

  test('come with the worst first, and those without a number last', () => {
    const rows = [
      row({ probe: 'a', availability: 1, p95: 10 }),
      row({ probe: 'b', availability: null, p95: null }),
      row({ probe: 'c', availability: 0.5, p95: 90 }),
    ]
    const order = (...by: [Parameters<typeof sorted>[1], string]): (string | null)[] =>
      sorted(rows, ...by).map(({ probe }) => probe)
    expect(order('availability', 'rttMeanUs')).toEqual(['c', 'a', 'b'])
    expect(order('p95', 'rttMeanUs')).toEqual(['c', 'a', 'b'])
    expect(order('p95', 'bitsPerSecond')).toEqual(['a', 'c', 'b'])
    expect(order(undefined, 'rttMeanUs')).toEqual(['a', 'b', 'c'])
    expect(lessIsWorse('failed', 'bitsPerSecond')).toBe(false)
  })

  test('what is not all never reads 100 %', () => {
    const text = (ratio: number): string => availabilityText(ratio).replace('\u00a0', ' ')
    expect([1, 0.9999999, 1 - 2 ** -53, 0.999999, 0.99995, 0.57, 0].map(text)).toEqual([
      '100 %',
      '99.999 %',
      '99.999 %',
      '99.999 %',
      '99.995 %',
      '57 %',
      '0 %',
    ])
  })
})
