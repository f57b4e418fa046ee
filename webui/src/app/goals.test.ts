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
    'Probes',
    'live-1 → mail',
    'fra-1 → shop',
  ])
  expect(names('LIVE')).toEqual(['Live', 'live-1 → mail'])
  expect(names('mail')).toEqual(['live-1 → mail'])
  expect(names('shop fra')).toEqual(['fra-1 → shop'])
})

test('the palette leads to accounts only whom the server lets in', () => {
  expect(names('acc')).toEqual([])
  expect(names('acc', true)).toEqual(['Accounts'])
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
