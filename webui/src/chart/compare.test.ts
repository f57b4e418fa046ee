import { afterEach, describe, expect, test } from 'vitest'
import type { Point } from '../api/types'
import { show } from '../language/language'
import { differenceWords, movedBy } from './compare'

const point = (meanUs: number | null, more: Partial<Point> = {}): Point => ({
  at: '2026-01-02T00:00:00.000Z',
  count: 1,
  unanswered: meanUs === null ? 1 : 0,
  minUs: meanUs,
  p50Us: meanUs,
  meanUs,
  p95Us: meanUs,
  maxUs: meanUs,
  lossRatio: null,
  ...more,
})

const words = (now: Point[], earlier: Point[]): string =>
  differenceWords(now, earlier, 'rttMeanUs', 'day').replaceAll('\u00a0', ' ')

afterEach(() => show('en'))

describe('another period', () => {
  test('is moved to this one', () => {
    expect(movedBy([point(1)], 3_600_000)[0]?.at).toBe('2026-01-02T01:00:00.000Z')
  })

  test('differs by a share, or by a factor where it has doubled', () => {
    expect(words([point(13_000)], [point(10_000)])).toBe(
      'Mean round trip 30 % more than a day before: 13.0 ms, was 10.0 ms.',
    )
    expect(words([point(8_000)], [point(10_000)])).toContain('20 % less than a day before')
    expect(words([point(31_000)], [point(10_000)])).toContain('3.1 times that of a day before')
    expect(words([point(10_200)], [point(10_000)])).toContain('Mean round trip as a day before')
  })

  test('differs in what was lost, too', () => {
    const lossy = point(10_000, { lossRatio: 0.2 })
    expect(words([lossy, point(null)], [point(10_000, { lossRatio: 0 })])).toBe(
      'Mean round trip as a day before: 10.0 ms, was 10.0 ms. Loss 20 %, was 0 %; 1 failed, was 0.',
    )
  })

  test('may have measured nothing, and so may this one', () => {
    expect(words([point(1_000)], [])).toBe('No result a day before to compare with.')
    expect(words([], [point(1_000)])).toBe('No result in this time to compare with a day before.')
    expect(words([point(null)], [point(1_000)])).toContain('Nothing was measured; a day before')
    expect(words([point(1_000)], [point(null)])).toContain('a day before nothing was measured')
  })

  test('is compared in German, too', async () => {
    await show('de')
    expect(words([point(31_000)], [point(10_000, { unanswered: 1 })])).toBe(
      'Mittlere Umlaufzeit 3,1-mal so hoch wie einen Tag früher: 31,0 ms, vorher 10,0 ms. ' +
        '0 gescheitert, vorher 1.',
    )
    expect(words([point(null)], [point(1_000)])).toContain(
      'Nichts gemessen; einen Tag früher: mittlere Umlaufzeit 1,00 ms.',
    )
  })
})
