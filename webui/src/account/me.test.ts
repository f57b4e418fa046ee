import { expect, test } from 'vitest'
import { includes } from './me'

test('a role includes those before it', () => {
  expect(includes('admin', 'viewer')).toBe(true)
  expect(includes('maintainer', 'maintainer')).toBe(true)
  expect(includes('viewer', 'maintainer')).toBe(false)
})
