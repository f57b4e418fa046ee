import { expect, test } from 'vitest'
import type { GeoPaths } from '../api/geo'
import { OUTLINES, countryName, lettersOf } from './countries'
import { type Placed, markersOf } from './markers'
import {
  type Position,
  type Way,
  drawer,
  heightFor,
  partAround,
  placesBeyond,
  spotOf,
  wayBetween,
  wholeWorld,
} from './project'
import { mapSearch } from './search'
import { subjectsOf } from './subjects'
import { clockAt, heatOf, heatWords, mapWords, pathWords, probeWords, worstFirst } from './words'

const SIZE = { width: 800, height: 400 }
const [BERLIN, SYDNEY]: [Position, Position] = [
  [13.405, 52.52],
  [151.21, -33.87],
]
const WELL: GeoPaths = {
  state: 'healthy',
  total: 8,
  failing: 0,
  breaching: 0,
  stale: 0,
  unproven: 0,
  healthy: 8,
  unhealthyShare: 0,
}
const PROBES = { up: 1, silent: 0, neverSeen: 0, off: 0 }

test('the whole world is on the picture, and the north is above', () => {
  const projection = wholeWorld(SIZE)
  const corners: Position[] = [
    [0, 89],
    [0, -89],
    [-179, 0],
    [179, 0],
  ]
  const spots = corners.map((corner) => spotOf(projection, corner, SIZE))
  expect(spots.every((spot) => spot !== undefined)).toBe(true)
  expect(spots[0]?.[1]).toBeLessThan(spots[1]?.[1] ?? 0)
  expect(spots[2]?.[0]).toBeLessThan(spots[3]?.[0] ?? 0)
})

test('a part shows its places, large', () => {
  const paris: Position = [2.35, 48.86]
  const projection = partAround([BERLIN, paris], SIZE)
  const [left, right] = [spotOf(projection, paris, SIZE), spotOf(projection, BERLIN, SIZE)]
  expect(left?.[0]).toBeGreaterThan(0)
  expect((right?.[0] ?? 0) - (left?.[0] ?? 0)).toBeGreaterThan(100)
  expect(spotOf(projection, SYDNEY, SIZE)).toBeUndefined()
})

test('a single place is shown with what is around it, in the middle', () => {
  const projection = partAround([BERLIN], SIZE)
  const [x, y] = spotOf(projection, BERLIN, SIZE) ?? [0, 0]
  expect(Math.abs(x - 400)).toBeLessThan(10)
  expect(Math.abs(y - 200)).toBeLessThan(30)
  expect(spotOf(projection, [2.35, 48.86], SIZE)).toBeDefined()
})

test('places on both sides of the date line are neighbours', () => {
  const [auckland, apia]: [Position, Position] = [
    [174.76, -36.85],
    [-171.76, -13.83],
  ]
  const projection = partAround([auckland, apia], SIZE)
  const [a, b] = [spotOf(projection, auckland, SIZE), spotOf(projection, apia, SIZE)]
  expect(a?.[0]).toBeLessThan(b?.[0] ?? 0)
  expect(spotOf(projection, BERLIN, SIZE)).toBeUndefined()
})

test('the shortest way over the pole stays on the picture, and none leads to where one is', () => {
  const [anchorage, helsinki]: [Position, Position] = [
    [-149.9, 61.2],
    [24.94, 60.17],
  ]
  const sites = [anchorage, helsinki]
  const beyond = placesBeyond(partAround(sites, SIZE), [[anchorage, helsinki]], SIZE)
  const projection = partAround([...sites, ...beyond], SIZE)
  const d = wayBetween(drawer(projection), anchorage, helsinki) ?? ''
  const heights = [...d.matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y))
  expect(heights.length).toBeGreaterThan(3)
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(0)
  expect(wayBetween(drawer(projection), helsinki, helsinki)).toBeUndefined()
})

test('places all over the world are shown on the map that everybody knows', () => {
  const tokyo: Position = [139.69, 35.68]
  const projection = partAround([[-122.42, 37.77], BERLIN, tokyo, SYDNEY], SIZE)
  expect(projection([0, 0])).toEqual(wholeWorld(SIZE)([0, 0]))
})

test('no place at all shows the whole world', () => {
  expect(partAround([], SIZE)(SYDNEY)).toEqual(wholeWorld(SIZE)(SYDNEY))
})

test('ways that come and go within the picture do not move it', () => {
  const [paris, rome]: [Position, Position] = [
    [2.35, 48.86],
    [12.5, 41.9],
  ]
  const projection = partAround([BERLIN, paris, rome], SIZE)
  const inside: Way[] = [
    [BERLIN, paris],
    [paris, rome],
  ]
  expect(placesBeyond(projection, inside, SIZE)).toEqual([])
  const far: Way[] = [
    [BERLIN, SYDNEY],
    [paris, SYDNEY],
  ]
  const beyond = placesBeyond(projection, [...inside, ...far], SIZE)
  expect(beyond).toContainEqual(SYDNEY)
  expect(beyond).not.toContainEqual(rome)
  expect(placesBeyond(projection, [...far, ...inside].reverse(), SIZE)).toEqual(beyond)
})

test('a narrow window has a taller map', () => {
  expect(heightFor(340)).toBe(300)
  expect(heightFor(1_000)).toBe(500)
  expect(heightFor(2_000)).toBe(540)
})

test('outlines are known by the letters of their countries', () => {
  const letters = OUTLINES.map(lettersOf)
  expect(letters).toContain('DE')
  expect(letters).toContain('FR')
  expect(letters).toContain('AF')
  expect(letters.filter((one) => one === undefined).length).toBeLessThan(6)
  expect(countryName('DE')).toBe('Germany')
  expect(countryName('??')).toBe('??')
})

const placed = (
  name: string,
  x: number,
  y: number,
  state: Placed<string>['state'] = 'healthy',
): Placed<string> => ({ item: name, name, label: name, state, spot: [x, y] })
const LABELS = { noun: 'sites', width: 800 }

test('what stands close together is one marker with the worst state', () => {
  const markers = markersOf(
    [placed('ber', 100, 100), placed('pdm', 110, 105, 'failing'), placed('syd', 500, 300, null)],
    LABELS,
  )
  expect(markers.map(({ label, state }) => [label, state])).toEqual([
    ['2 sites', 'failing'],
    ['syd', null],
  ])
  expect(markers[0]?.all.map(({ name }) => name)).toEqual(['pdm', 'ber'])
})

test('no label covers another marker or label, and the worst keep theirs', () => {
  const markers = markersOf(
    [
      placed('a-long-name-of-a-site', 100, 100),
      placed('its-neighbour', 140, 100, 'breaching'),
      placed('below', 100, 130),
      placed('alone', 600, 300),
      placed('at-the-edge', 790, 200),
    ],
    LABELS,
  )
  const sides = markers.flatMap(({ label, side }) => (side ? [`${side}: ${label}`] : []))
  expect(sides).toEqual([
    'right: its-neighbour',
    'right: alone',
    'left: at-the-edge',
    'right: below',
  ])
})

test('paths, probes and heat are said in words', () => {
  expect(pathWords(WELL)).toBe('8 paths, all healthy')
  expect(pathWords({ ...WELL, total: 1, healthy: 1 })).toBe('1 path, healthy')
  expect(pathWords({ ...WELL, total: 0, healthy: 0, state: null })).toBe('no paths')
  expect(pathWords({ ...WELL, failing: 2, breaching: 1, healthy: 5 })).toBe(
    '2 failing, 1 breaching of 8 paths',
  )
  expect(probeWords({ up: 1, silent: 2, neverSeen: 0, off: 3 })).toBe('1 reports, 2 silent, 3 off')
  expect(probeWords({ up: 0, silent: 0, neverSeen: 0, off: 0 })).toBe('none')
  const shares = [null, 0, 0.01, 0.1, 0.49, 0.5, 1]
  expect(shares.map((unhealthyShare) => heatOf({ ...WELL, unhealthyShare }))).toEqual([
    undefined,
    0,
    1,
    2,
    2,
    3,
    3,
  ])
  const stale: GeoPaths = { ...WELL, state: 'stale', stale: 2, healthy: 6 }
  expect(heatOf(stale)).toBeUndefined()
  expect([heatWords(stale), heatWords(WELL)]).toEqual(['stale', '0\u00a0%'])
  expect(heatWords({ ...WELL, total: 0, state: null, unhealthyShare: null })).toBe('no paths')
})

test('a clock shows the time of its place, and none where the zone is not known', () => {
  const at = Date.parse('2026-01-31T23:30:00Z')
  expect(clockAt('Europe/Berlin', at)).toBe('Sun 00:30')
  expect(clockAt('America/New_York', at)).toBe('Sat 18:30')
  expect(clockAt('Mars/Olympus_Mons', at)).toBeUndefined()
  expect(clockAt(undefined, at)).toBeUndefined()
})

const site = (name: string, location: Position, paths: Partial<GeoPaths> = {}) => ({
  site: name,
  location: { longitude: location[0], latitude: location[1], country: 'DE' },
  statedBy: 'site' as const,
  localTime: null,
  probes: PROBES,
  paths: { ...WELL, ...paths },
})
const none = { count: 0, names: [] }
const GEO = {
  at: '2026-01-31T23:30:00Z',
  sites: [site('ber', BERLIN), site('bn', [7.1, 50.73], { state: 'failing', unhealthyShare: 0.5 })],
  countries: [{ country: 'DE', sites: ['ber', 'bn'], probes: PROBES, paths: WELL }],
  arcs: [],
  moreArcs: 2,
  unplaced: { probes: none, sites: none, targets: none, paths: 0 },
}

test('a country stands in the middle of its sites', () => {
  const [germany] = subjectsOf(GEO, 'country')
  expect(germany?.name).toBe('Germany')
  expect(germany?.at[0]).toBeCloseTo(10.3, 0)
  expect(subjectsOf(GEO, undefined).map(({ id }) => id)).toEqual(['ber', 'bn'])
})

test('the map is said in a sentence, and listed with the worst first', () => {
  expect(mapWords(GEO)).toBe('2 sites in 1 country, 2 unhealthy paths between known positions')
  expect(mapWords({ ...GEO, moreArcs: 0 })).toContain('no unhealthy path')
  expect(worstFirst(GEO.sites).map(({ site }) => site)).toEqual(['bn', 'ber'])
})

test('the address holds the view and leaves out what it does not understand', () => {
  expect(mapSearch({ by: 'country', world: true, table: true, at: 'DE' })).toEqual({
    by: 'country',
    world: true,
    table: true,
    at: 'DE',
  })
  expect(mapSearch({ by: 'planet', world: 1, at: '' })).toEqual({})
  expect(mapSearch({ at: 7 })).toEqual({ at: '7' })
})
