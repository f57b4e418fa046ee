import { describe, expect, test } from 'vitest'
import { changed, fleetOf } from '../api/fleet'
import { changeOf, columnsOf } from './samples'

const names = (paths: { key: string }[]): string[] => paths.map(({ key }) => key)

describe('a snapshot', () => {
  test('is rows in words, the worst first', () => {
    const fleet = fleetOf(
      columnsOf(7, [
        { probe: 'a', target: 'x', state: 'healthy', site: 'fra', tags: ['team=net'] },
        { probe: 'b', target: 'x', state: 'breaching', score: 1.2 },
        { probe: 'b', target: 'y', state: 'breaching', score: 3, tier: 2 },
        { probe: 'c', target: 'x', state: 'failing', reason: 'http: 503' },
      ]),
    )
    expect(names(fleet.paths)).toEqual(['c x', 'b y', 'b x', 'a x'])
    expect(fleet.byKey.get('a x')).toMatchObject({
      address: 'x.example',
      site: 'fra',
      tags: ['team=net'],
      state: 'healthy',
      pathState: null,
      reason: '',
    })
    expect(fleet.byKey.get('b y')).toMatchObject({ pathState: 'diagnosing', tier: 2 })
    expect(fleet.byKey.get('c x')?.text).toContain('http: 503')
  })
})

describe('a change', () => {
  const before = fleetOf(
    columnsOf(10, [
      { probe: 'a', target: 'x', state: 'failing' },
      { probe: 'b', target: 'x', state: 'healthy' },
    ]),
  )

  test('puts what changed in place of what was, takes out what is gone, and keeps the rest', () => {
    const change = changeOf(10, 12, [{ probe: 'c', target: 'x', state: 'stale' }])
    change.gone = { probe: ['a'], target: ['x'] }
    const after = changed(before, change)
    expect(after?.version).toBe(12)
    expect(names(after?.paths ?? [])).toEqual(['c x', 'b x'])
    expect(after?.byKey.get('b x')).toBe(before.byKey.get('b x'))
    expect(names(before.paths)).toEqual(['a x', 'b x'])
  })

  test('that is known already changes nothing', () => {
    expect(changed(before, changeOf(8, 10))).toBe(before)
  })

  test('of nothing moves the version on, so that the next one fits', () => {
    const after = changed(before, changeOf(9, 11))
    expect(after?.version).toBe(11)
    expect(after?.paths).toBe(before.paths)
  })

  test('after one that was missed, or of too much, asks for all', () => {
    expect(changed(before, changeOf(11, 12))).toBeUndefined()
    expect(changed(before, { ...changeOf(10, 12), reset: true })).toBeUndefined()
  })
})
