import { describe, expect, test } from 'vitest'
import { type Store, keepViews, sameSearch, savedViews, withView } from './views'

function store(kept: Record<string, string> = {}): Store {
  return {
    getItem: (key) => kept[key] ?? null,
    setItem: (key, value) => {
      kept[key] = value
    },
  }
}

describe('saved views', () => {
  test('are kept by account', () => {
    const here = store()
    const views = withView([], { name: ' Mine ', search: { site: ['fra'], group: 'target' } })
    expect(keepViews(here, 'ann', views)).toBe(true)
    expect(savedViews(here, 'ann')).toEqual([
      { name: 'Mine', search: { site: ['fra'], group: 'target' } },
    ])
    expect(savedViews(here, 'bob')).toEqual([])
  })

  test('of the same name are replaced, and fifty are enough', () => {
    const one = withView([], { name: 'a', search: {} })
    expect(withView(one, { name: 'a', search: { q: 'x' } })).toEqual([
      { name: 'a', search: { q: 'x' } },
    ])
    expect(withView(one, { name: ' ', search: {} })).toEqual(one)
    const many = Array.from({ length: 60 }, (_, i) => ({ name: `v${i}`, search: {} }))
    expect(withView(many, { name: 'last', search: {} })).toHaveLength(50)
  })

  test('that somebody else wrote are left out, as is a storage that does not answer', () => {
    const odd = store({ 'waddleperf.views.ann': '[7, {"name":"a","search":{"state":"odd"}}]' })
    expect(savedViews(odd, 'ann')).toEqual([{ name: 'a', search: {} }])
    expect(savedViews(store({ 'waddleperf.views.ann': '{' }), 'ann')).toEqual([])
    const full: Store = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
    }
    expect(keepViews(full, 'ann', [])).toBe(false)
  })

  test('are recognised whatever the order of their parts', () => {
    expect(sameSearch({ unhealthy: true, q: 'a' }, { q: 'a', unhealthy: true })).toBe(true)
    expect(sameSearch({ q: 'a' }, { q: 'b' })).toBe(false)
  })
})
