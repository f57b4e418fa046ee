import { describe, expect, test } from 'vitest'
import { axisLabels, bytes, count, duration, milliseconds, ofLimit, percent, span } from './numbers'

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

describe('numbers', () => {
  test.each([
    [0, '0 ms'],
    [0.2, '< 0.001 ms'],
    [51.2, '0.051 ms'],
    [999.6, '1.000 ms'],
    [1_240, '1.24 ms'],
    [9_996, '10.0 ms'],
    [87_340, '87.3 ms'],
    [412_300, '412 ms'],
    [999_400, '999 ms'],
    [999_600, '1 s'],
    [2_310_000, '2.31 s'],
  ])('writes %d µs as %s', (us, text) => expect(plain(duration(us))).toBe(text))

  test.each([
    [30_000_000, '30 s'],
    [5_000_000, '5 s'],
    [300_000_000, '5 min'],
    [86_400_000_000, '24 h'],
    [604_800_000_000, '7 d'],
  ])('writes a span of %d µs as %s', (us, text) => expect(plain(span(us))).toBe(text))

  test.each([
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.123, '12.3 %'],
    [0.2, '20 %'],
    [0.9996, '> 99.9 %'],
    [1, '100 %'],
  ])('writes a ratio of %d as %s', (ratio, text) => expect(plain(percent(ratio))).toBe(text))

  test.each([
    [0, '0 %'],
    [0.0005, '< 1 %'],
    [0.624, '62 %'],
    [1.7, '170 %'],
    [12.3, '12 ×'],
    [4_096, '4 096 ×'],
  ])('writes a load of %d as %s of its limit', (load, text) =>
    expect(plain(ofLimit(load))).toBe(text),
  )

  test('leaves the unit to the head of a column', () => {
    expect([210, 9_400, 140_200].map(milliseconds)).toEqual(['0.210', '9.40', '140'])
  })

  test('groups counts and scales bytes', () => {
    expect(plain(count(1_234_567))).toBe('1 234 567')
    expect([512, 12_345, 3_400_000, 3_400_000_000].map((b) => plain(bytes(b)))).toEqual([
      '512 B',
      '12.3 kB',
      '3.40 MB',
      '3.40 GB',
    ])
  })

  test('gives an axis one unit and just the digits that differ', () => {
    expect(axisLabels([0, 20, 40]).map(plain)).toEqual(['0.00 ms', '0.02 ms', '0.04 ms'])
    expect(axisLabels([0, 100_000]).map(plain)).toEqual(['0 ms', '100 ms'])
    expect(axisLabels([0, 2_500]).map(plain)).toEqual(['0.0 ms', '2.5 ms'])
    expect(axisLabels([0, 5_000_000, 10_000_000]).map(plain)).toEqual(['0 s', '5 s', '10 s'])
  })
})
