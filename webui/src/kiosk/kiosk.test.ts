import { describe, expect, test } from 'vitest'
import { kioskSearch } from './search'
import { ageOf, entryOf, rowsThatFit, scaleThatFits, sumsOf, turnAt } from './show'

const plain = (text: string): string => text.replace(/\u00a0/g, ' ')

describe('the URL of a wall', () => {
  test('needs no more than ?kiosk', () => {
    expect(kioskSearch({ kiosk: '' })).toEqual({ kiosk: true })
    expect(kioskSearch({ kiosk: true, views: 'Mine', everyS: 30 })).toEqual({
      kiosk: true,
      views: ['Mine'],
    })
    expect(kioskSearch({ kiosk: true, views: ['a', 'b', 'a'], everyS: 1 })).toEqual({
      kiosk: true,
      views: ['a', 'b'],
      everyS: 5,
    })
  })

  test('without it has nothing of it', () => {
    expect(kioskSearch({ kiosk: false, views: ['a'], everyS: 9 })).toEqual({})
    expect(kioskSearch({ kiosk: 'no' })).toEqual({})
  })
})

describe('a wall', () => {
  test('shows one after the other, and the first again', () => {
    expect([0, 9_999, 10_000, 29_999, 30_000].map((ms) => turnAt(ms, 10, 3))).toEqual([
      0, 0, 1, 2, 0,
    ])
    expect(turnAt(-5, 10, 3)).toBe(0)
    expect(turnAt(99_000, 10, 0)).toBe(0)
  })

  test('says how old its data is, and why where it is too old', () => {
    const at = (old: number, isLive: boolean, failed?: string) => {
      const { words, why } = ageOf(0, old, isLive, failed)
      return [plain(words), why]
    }
    expect(at(300, true)).toEqual(['Data 1 s old', undefined])
    expect(at(60_000, true)).toEqual(['Data 60 s old', undefined])
    expect(at(240_000, true)).toEqual(['Data 4 min old', 'Nothing new has come'])
    expect(at(10_000, false)).toEqual(['Data 10 s old', undefined])
    expect(at(240_000, false)).toEqual(['Data 4 min old', 'The stream is interrupted'])
    expect(at(2_000, true, 'WaddlePerf does not answer')).toEqual([
      'Data 2 s old',
      'WaddlePerf does not answer',
    ])
  })

  test('is well only where every result is fresh', () => {
    const sums = (bad: number, old: number, all: number): string[] =>
      sumsOf({ bad, old, all }).map(({ state, words }) => `${state}: ${plain(words)}`)
    expect(sums(0, 0, 9)).toEqual(['healthy: No path is bad or without an answer'])
    expect(sums(0, 9, 9)).toEqual(['stale: No path has a fresh result'])
    expect(sums(0, 1, 9)).toEqual(['stale: 1 path without a fresh result'])
    expect(sums(2, 3, 9)).toEqual([
      'failing: 2 paths bad or without an answer',
      'stale: 3 paths without a fresh result',
    ])
  })

  test('has as many rows as there is room for, one at least', () => {
    expect(rowsThatFit(500, 60)).toBe(8)
    expect(rowsThatFit(10, 60)).toBe(1)
  })

  test('draws as large as it fits', () => {
    expect(scaleThatFits(600, (scale) => 200 * scale)).toBe(3)
    expect(scaleThatFits(450, (scale) => 200 * scale)).toBe(2.25)
    expect(scaleThatFits(100, (scale) => 200 * scale)).toBe(1)
  })

  test('knows a page of ours by its script', () => {
    const page =
      '<script src="/theme.js"></script>\n<script type="module" src="/assets/index-ab.js">'
    expect(entryOf(page)).toBe('/assets/index-ab.js')
    expect(entryOf('<html>the proxy says no</html>')).toBeUndefined()
  })
})
