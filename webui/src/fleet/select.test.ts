import { describe, expect, test } from 'vitest'
import { linesOf } from './groups'
import { rowsOf } from './samples'
import { fleetSearch, narrows, toggled } from './search'
import { select, tally } from './select'

const ROWS = rowsOf(
  { probe: 'fra-1', target: 'shop', state: 'failing', site: 'fra', tags: ['team=net', 'os=bsd'] },
  { probe: 'fra-1', target: 'mail', state: 'healthy', site: 'fra', tags: ['team=net', 'os=bsd'] },
  { probe: 'nyc-1', target: 'shop', state: 'healthy', site: 'nyc', tags: ['team=web'], tier: 2 },
  { probe: 'ber-1', target: 'shop', state: 'healthy', site: 'ber', latencyUs: 90 },
  { probe: 'ber-1', target: 'mail', state: 'healthy', site: 'ber', latencyUs: 50 },
)
const keys = (search: Record<string, unknown>): string[] =>
  select(ROWS, fleetSearch(search)).rows.map(({ key }) => key)

describe('the URL', () => {
  test('keeps what the list understands', () => {
    expect(
      fleetSearch({ q: 7, state: 'failing', tier: [2, 9], site: ['a', 'a'], x: 1, group: 'site' }),
    ).toEqual({ q: '7', state: ['failing'], tier: ['2'], site: ['a'], group: 'site' })
    expect(fleetSearch({ q: '', state: 'toString', unhealthy: 'no', group: 'planet' })).toEqual({})
  })

  test('a value of a facet is chosen and not any more', () => {
    const one = toggled({ q: 'x' }, 'site', 'fra')
    expect(one).toEqual({ q: 'x', site: ['fra'] })
    expect(toggled(toggled(one, 'site', 'nyc'), 'site', 'fra')).toEqual({ q: 'x', site: ['nyc'] })
    expect(toggled(one, 'site', 'fra')).toEqual({ q: 'x' })
  })

  test('gathering leaves nothing out', () => {
    expect(narrows({ group: 'site' })).toBe(false)
    expect(narrows({ group: 'site', unhealthy: true })).toBe(true)
  })
})

describe('the list', () => {
  test('needs each word of the filter, in any place', () => {
    expect(keys({ q: 'SHOP fra' })).toEqual(['fra-1 shop'])
    expect(keys({ q: 'mail.example' })).toEqual(['ber-1 mail', 'fra-1 mail'])
    expect(keys({ q: 'team=web' })).toEqual(['nyc-1 shop'])
  })

  test('leaves healthy paths out when asked to', () => {
    expect(keys({ unhealthy: true })).toEqual(['fra-1 shop'])
  })

  test('takes any value of a facet, each facet, and a label of each name', () => {
    expect(keys({ site: ['fra', 'nyc'] })).toHaveLength(3)
    expect(keys({ site: ['fra', 'nyc'], state: 'healthy' })).toEqual(['fra-1 mail', 'nyc-1 shop'])
    expect(keys({ tag: ['team=net', 'team=web'] })).toHaveLength(3)
    expect(keys({ tag: ['team=web', 'os=bsd'] })).toEqual([])
    expect(keys({ tier: '2' })).toEqual(['nyc-1 shop'])
  })

  test('counts of a facet what a click would show', () => {
    const { counts } = select(ROWS, fleetSearch({ site: 'fra', q: 'shop' }))
    expect(Object.fromEntries(counts.site)).toEqual({ fra: 1, nyc: 1, ber: 1 })
    expect(Object.fromEntries(counts.state)).toEqual({ failing: 1 })
    expect(tally(ROWS)).toMatchObject({ failing: 1, healthy: 4 })
  })
})

describe('groups', () => {
  const lines = (filtered: boolean, turned: [string, boolean][] = []): string[] =>
    linesOf(ROWS, 'site', filtered, new Map(turned)).map(({ key }) => key)

  test('come with the worst first, closed where all is well', () => {
    expect(lines(false)).toEqual(['site fra', 'fra-1 shop', 'fra-1 mail', 'site ber', 'site nyc'])
  })

  test('open for a filter, and where somebody turned them', () => {
    expect(lines(true)).toHaveLength(8)
    const turned: [string, boolean][] = [
      ['site fra', false],
      ['site nyc', true],
    ]
    expect(lines(false, turned)).toEqual(['site fra', 'site ber', 'site nyc', 'nyc-1 shop'])
  })

  test('add up what their paths have', () => {
    const [, , , ber, nyc] = linesOf(ROWS, 'site', false, new Map())
    expect(ber).toMatchObject({ name: 'ber', total: 2, medianUs: 50, worstLoss: 0, tier: 1 })
    expect(nyc).toMatchObject({ medianUs: null, tier: 2, states: { healthy: 1, failing: 0 } })
  })
})
