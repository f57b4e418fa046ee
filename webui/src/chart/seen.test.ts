import { describe, expect, test } from 'vitest'
import type { Point } from '../api/types'
import { columnsOf } from './columns'
import { seenOf } from './seen'

const START = Date.UTC(2026, 0, 1)

function point(second: number, us: number | null, lossRatio = 0): Point {
  return {
    at: new Date(START + second * 1_000).toISOString(),
    count: 1,
    unanswered: us === null ? 1 : 0,
    lossRatio,
    minUs: us === null ? null : us - 1,
    p50Us: us,
    meanUs: us,
    p95Us: us === null ? null : us + 1,
    maxUs: us === null ? null : us + 2,
  }
}

const within = (from: number, to: number) => ({
  from: START + from * 1_000,
  to: START + to * 1_000,
})
const columns = (points: Point[]) => columnsOf(points, 3_000_000)
const seconds = ({ x }: { x: number[] }): number[] => x.map((at) => at - START / 1_000)

describe('what is seen of columns', () => {
  const calm = Array.from({ length: 100 }, (_, i) => point(i, 10 + (i % 10)))

  test('is all of them where they are few, whatever the stretch', () => {
    const few = columns(calm)
    expect(seenOf(few, calm, within(20, 30), 100)).toBe(few)
  })

  test('is those in the stretch and the ones beside, unchanged', () => {
    const seen = seenOf(columns(calm), calm, within(20, 30), 50)
    expect(seconds(seen)).toEqual([19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30])
    expect(seen.source).toEqual([19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30])
    expect(seen.median[0]).toBe(19)
  })

  test('is a row a moment where there are more: as high and as low as any of it', () => {
    const seen = seenOf(columns(calm), calm, within(0, 100), 10)
    expect(seconds(seen)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90])
    expect(seen.max).toEqual(Array(10).fill(21))
    expect(seen.p95).toEqual(Array(10).fill(20))
    expect(seen.min).toEqual(Array(10).fill(9))
    expect(seen.median).toEqual(Array(10).fill(14.5))
  })

  test('keeps of a moment the point that lost the most, and one without an answer before all', () => {
    const lossy = calm
      .with(33, point(33, 12, 0.2))
      .with(37, point(37, 12, 0.1))
      .with(58, point(58, null))
    const seen = seenOf(columns(lossy), lossy, within(0, 100), 10)
    expect(seen.source).toEqual([0, 10, 20, 33, 40, 58, 60, 70, 80, 90])
    expect(seen.max[5]).toBe(21)
  })

  test('leaves a pause open that is longer than a moment, and says nothing where nothing was measured', () => {
    const paused = [...calm.slice(0, 40), ...calm.slice(70)]
    const silent = paused.map((one, i) => (i < 10 ? point(i, null) : one))
    const seen = seenOf(columns(silent), silent, within(0, 100), 10)
    expect(seen.median).toEqual([null, 14.5, 14.5, 14.5, null, 14.5, 14.5, 14.5])
    expect(seen.source).toEqual([0, 10, 20, 30, -1, 40, 50, 60])
    expect(seen.source.length).toBe(seen.x.length)
  })
})
