import { expect, test } from 'vitest'
import { testSearch } from './search'

test('what is to be tested stands in the URL, and what nobody understands does not', () => {
  const search = {
    site: ['fra', 'fra'],
    probe: 7,
    target: 'shop',
    check: 'ping',
    family: ['ipv6', 'ipv9'],
    kind: 'http',
    set: { count: '50' },
    run: 'r-1',
    odd: true,
  }
  expect(testSearch(search)).toEqual({
    site: ['fra'],
    probe: ['7'],
    target: 'shop',
    check: ['ping'],
    family: ['ipv6'],
    kind: 'http',
    set: { count: '50' },
    run: 'r-1',
  })
})

test('parameters stand with their kind, as texts', () => {
  expect(testSearch({ set: { count: '50' } })).toEqual({})
  expect(testSearch({ kind: 'ping', set: { count: 50 } })).toEqual({ kind: 'ping' })
  expect(testSearch({ target: '', check: [null, {}], site: undefined })).toEqual({})
})
