import { expect, test } from 'vitest'
import { scopeOf, scopeText } from './scopes'

test('reads sites and tags', () => {
  expect(scopeOf('fra, ber ; team = a, floor=2')).toEqual({
    sites: ['fra', 'ber'],
    tags: { team: 'a', floor: '2' },
  })
  expect(scopeOf('')).toEqual({ sites: [], tags: {} })
  expect(scopeOf('; team=a=b')).toEqual({ sites: [], tags: { team: 'a=b' } })
})

test('says what a scope is', () => {
  expect(scopeText({ sites: ['fra'], tags: { team: 'a' } })).toBe('fra, team=a')
  expect(scopeText({ sites: [], tags: {} })).toBe('everything')
})
