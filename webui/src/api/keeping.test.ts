import { expect, test } from 'vitest'
import { KeptKey } from './keeping'

test('the same request has the same key until it is answered, another one has another', () => {
  const kept = new KeptKey()
  const first = kept.of({ target: 'web' })
  expect(kept.of({ target: 'web' })).toBe(first)
  const other = kept.of({ target: 'shop' })
  expect(other).not.toBe(first)
  kept.answered()
  expect(kept.of({ target: 'shop' })).not.toBe(other)
})
