import { expect, test } from 'vitest'
import { rowsOf } from '../fleet/samples'
import { goalsOf } from './goals'

const ROWS = rowsOf(
  { probe: 'fra-1', target: 'shop', state: 'healthy' },
  { probe: 'live-1', target: 'mail', state: 'failing' },
)
const names = (q: string, admin = false): string[] =>
  goalsOf(ROWS, q, admin).map(({ name }) => name)

test('the palette finds screens before paths, the worst of which come first', () => {
  expect(names('')).toEqual([
    'Paths',
    'Mesh',
    'Map',
    'Incidents',
    'Live',
    'Test now',
    'Speed',
    'Reports',
    'Probes',
    'Schedules',
    'Thresholds',
    'Topics',
    'live-1 → mail',
    'fra-1 → shop',
  ])
  expect(names('LIVE')).toEqual(['Live', 'live-1 → mail'])
  expect(names('mail')).toEqual(['live-1 → mail'])
  expect(names('shop fra')).toEqual(['fra-1 → shop'])
})

test('the palette leads to accounts and administration only whom the server lets in', () => {
  expect(names('acc')).toEqual([])
  expect(names('acc', true)).toEqual(['Accounts'])
  expect(names('adm')).toEqual([])
  expect(names('adm', true)).toEqual(['Admin'])
})

test('after "test" the palette leads to a test of a path', () => {
  expect(names('test')).toEqual(['Test now'])
  expect(names('test shop')).toEqual(['Test fra-1 → shop'])
  expect(goalsOf(ROWS, 'test shop', false)).toMatchObject([
    { kind: 'test', probe: 'fra-1', target: 'shop' },
  ])
})

test('the switch of single keys is found by whoever looks for it', () => {
  expect(names('shortcuts')).toEqual(['Single-key shortcuts on or off'])
  expect(names('single key')).toEqual(['Single-key shortcuts on or off'])
})

test('thirty paths are as many as somebody reads', () => {
  const many = rowsOf(
    ...Array.from({ length: 99 }, (_, i) => ({
      probe: `p${i}`,
      target: 't',
      state: 'healthy' as const,
    })),
  )
  expect(goalsOf(many, 'p', false).filter(({ kind }) => kind === 'path')).toHaveLength(30)
})
