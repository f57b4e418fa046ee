import { expect, test } from 'vitest'
import { deeds } from './configuration'

test('a version became of the one before it, and one that was made anew of none', () => {
  const rule = (version: number) => ({
    ...{ id: 'slow', enabled: true, match: {}, metric: 'rttMeanUs', tier: 1, enter: version },
    ...{ breaches: 2, of: 3, clears: 3, severity: 'warning' as const, countsAlso: [], version },
    exitBound: 1,
  })
  const at = '2026-11-23T02:42:33.000000Z'
  const [third, second, first] = [rule(3), rule(2), rule(1)]
  const versions = [third, null, second, first].map((threshold) => ({
    version: threshold?.version ?? null,
    at,
    who: 'eva',
    threshold,
  }))
  expect(deeds(versions).map(({ before, after }) => [before, after])).toEqual([
    [null, third],
    [second, null],
    [first, second],
    [null, first],
  ])
})
