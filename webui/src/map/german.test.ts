import { afterAll, beforeAll, expect, test } from 'vitest'
import { show } from '../language/language'
import { countryName } from './countries'
import { clockAt, mapWords, pathWords, probeWords } from './words'

beforeAll(() => show('de'))
afterAll(() => show('en'))

const PATHS = {
  total: 8,
  failing: 2,
  breaching: 1,
  stale: 0,
  unproven: 0,
  healthy: 5,
  state: 'failing' as const,
  unhealthyShare: 0.375,
}

test('the map is said in German', () => {
  const none = { count: 0, names: [] }
  const unplaced = { probes: none, sites: none, targets: none, paths: 0 }
  const geo = { at: '2026-01-31T23:30:00Z', sites: [], countries: [], arcs: [], unplaced }
  expect(mapWords({ ...geo, moreArcs: 2 })).toBe(
    '0 Standorte in 0 Ländern, 2 Pfade nicht in Ordnung zwischen bekannten Positionen',
  )
})

test('so are paths, probes, countries and clocks', () => {
  expect(pathWords(PATHS)).toBe('2 gestört, 1 auffällig von 8 Pfaden')
  expect(probeWords({ up: 1, silent: 2, neverSeen: 0, off: 3 })).toBe(
    '1 meldet sich, 2 stumm, 3 aus',
  )
  expect(countryName('DE')).toBe('Deutschland')
  expect(clockAt('Europe/Berlin', Date.parse('2026-01-31T23:30:00Z'))).toBe('So. 00:30')
})
