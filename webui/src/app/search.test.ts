import { describe, expect, test } from 'vitest'
import type { PathRow } from '../api/types'
import { fleetSearch, shown } from '../fleet/search'
import { phasesOf } from '../path/phases'
import { pathSearch } from '../path/search'
import { kept, viewOf } from '../path/view'

const row = (probe: string, target: string, state: PathRow['state']): PathRow => ({
  probe,
  target,
  address: `${target}.example`,
  state,
  load: 0,
  reason: '',
  updatedAt: null,
  checks: [],
})

describe('the URL', () => {
  test('keeps what the list understands', () => {
    expect(fleetSearch({ q: 7, state: 'failing', unhealthy: true, x: 1 })).toEqual({
      q: '7',
      state: 'failing',
      unhealthy: true,
    })
    expect(fleetSearch({ q: '', state: 'toString', unhealthy: 'no' })).toEqual({})
  })

  test('prefers a fixed stretch to a range', () => {
    expect(pathSearch({ range: '6h', from: 1, to: 2 })).toEqual({ from: 1, to: 2 })
    expect(pathSearch({ range: '6h', from: 3, to: 2, table: true })).toEqual({
      range: '6h',
      table: true,
    })
    expect(pathSearch({ compare: 'week', from: 1 })).toEqual({ compare: 'week' })
    expect(pathSearch({ compare: 'valueOf' })).toEqual({})
    expect(kept({ table: true, compare: 'day', range: '6h' })).toEqual({
      table: true,
      compare: 'day',
    })
    expect(viewOf(pathSearch({ range: 'constructor' }))).toEqual({ range: '1h' })
  })
})

describe('the list', () => {
  const rows = [row('fra', 'shop', 'failing'), row('nyc', 'shop', 'healthy')]

  test('needs each word of the filter, in any place', () => {
    expect(shown(rows, { q: 'SHOP fra' })).toEqual([rows[0]])
    expect(shown(rows, { q: 'shop.example' })).toEqual(rows)
  })

  test('leaves healthy paths out when asked to', () => {
    expect(shown(rows, { unhealthy: true })).toEqual([rows[0]])
    expect(shown(rows, { state: 'healthy' })).toEqual([rows[1]])
  })
})

test('phases come in the order of time, as shares of their sum', () => {
  expect(phasesOf({ firstByteUs: 60, connectUs: 40, totalUs: 100 })).toEqual([
    { metric: 'connectUs', us: 40, share: 0.4 },
    { metric: 'firstByteUs', us: 60, share: 0.6 },
  ])
})
