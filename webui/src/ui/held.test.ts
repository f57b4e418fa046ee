import { describe, expect, test } from 'vitest'
import { changesBetween, goneFrom, inOrderOf, withElsewhere } from './held'

const keyOf = ({ key }: { key: string }): string => key
const rows = (text: string) => [...text].map((key) => ({ key, state: key.toUpperCase() }))

describe('a held list', () => {
  test('has its order, what is new of its rows, and what has gone', () => {
    const now = [
      { key: 'c', state: 'failing' },
      { key: 'a', state: 'healthy' },
      { key: 'd', state: 'new' },
    ]
    expect(inOrderOf(rows('abc'), now, keyOf)).toEqual([
      { key: 'a', state: 'healthy' },
      { key: 'b', state: 'B' },
      { key: 'c', state: 'failing' },
    ])
  })

  test('says what has gone, and how that stands where it is known', () => {
    const gone = goneFrom(['a', 'b', 'c'], ['c', 'd'])
    expect([...gone]).toEqual(['a', 'b'])
    const elsewhere = [
      { key: 'a', state: 'closed' },
      { key: 'c', state: 'older than the list' },
    ]
    const shown = withElsewhere({ items: rows('abc'), gone }, elsewhere, keyOf)
    expect(shown.items.map(({ state }) => state)).toEqual(['closed', 'B', 'C'])
    expect([...shown.gone]).toEqual([
      ['a', 'known'],
      ['b', 'unknown'],
    ])
  })

  test.each([
    ['abc', 'abc', 0],
    ['abcdefgh', 'habcdefg', 1], // one moves up, the others only make room
    ['abc', 'cba', 2],
    ['abc', 'abcd', 1],
    ['abc', 'ac', 1],
    ['ab', 'cd', 4],
    ['', '', 0],
  ])('from "%s" to "%s" has %d changes', (before, now, changes) =>
    expect(changesBetween([...before], [...now])).toBe(changes),
  )

  test('counts the changes of ten thousand rows while somebody looks', () => {
    const before = Array.from({ length: 10_000 }, (_, i) => `p${i}`)
    const now = ['new', ...before.slice(5_000), ...before.slice(0, 5_000)]
    const start = performance.now()
    expect(changesBetween(before, now)).toBe(5_001)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
