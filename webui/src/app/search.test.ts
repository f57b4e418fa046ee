import { describe, expect, test } from 'vitest'
import { phasesOf } from '../path/phases'
import { pathSearch } from '../path/search'
import { kept, viewOf } from '../path/view'

describe('the URL', () => {
  test('prefers a fixed stretch to a range', () => {
    expect(pathSearch({ range: '6h', from: 1, to: 2 })).toEqual({ from: 1, to: 2 })
    expect(pathSearch({ range: '6h', from: 3, to: 2, table: true })).toEqual({
      range: '6h',
      table: true,
    })
    expect(pathSearch({ compare: 'week', from: 1 })).toEqual({ compare: 'week' })
    expect(pathSearch({ compare: 'valueOf' })).toEqual({})
    expect(pathSearch({ from: 1, to: 1e17 })).toEqual({})
    expect(pathSearch({ from: -1, to: 1 })).toEqual({})
    expect(kept({ table: true, compare: 'day', range: '6h' })).toEqual({
      table: true,
      compare: 'day',
    })
    expect(viewOf(pathSearch({ range: 'constructor' }))).toEqual({ range: '1h' })
  })
})

test('phases come in the order of time, as shares of their sum', () => {
  expect(phasesOf({ firstByteUs: 60, connectUs: 40, totalUs: 100 })).toEqual([
    { metric: 'connectUs', us: 40, share: 0.4 },
    { metric: 'firstByteUs', us: 60, share: 0.6 },
  ])
})
