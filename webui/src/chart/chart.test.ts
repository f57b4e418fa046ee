import { describe, expect, test } from 'vitest'
import type { Point } from '../api/types'
import { asLine, columnsOf, gapOf, lossOf, lossShade, topOf, totalsOf } from './columns'
import { FRAME, PALETTE, Recorder } from './recorder'
import { drawCuts, drawEarlier, drawFailures, drawLine, drawLossStrip } from './smoke'
import { moved, stretchOf, zoomed } from './window'

const START = Date.UTC(2026, 0, 1)

function point(second: number, meanUs: number | null, more: Partial<Point> = {}): Point {
  const at = new Date(START + second * 1_000).toISOString()
  const measured = { minUs: meanUs, p50Us: meanUs, meanUs, p95Us: meanUs, maxUs: meanUs }
  return {
    at,
    count: 1,
    unanswered: meanUs === null ? 1 : 0,
    lossRatio: null,
    ...measured,
    ...more,
  }
}

describe('columns', () => {
  test('break the line where three intervals are missing', () => {
    const points = [point(0, 10), point(30, 11), point(300, 12)]
    const gapUs = gapOf(points, 0, 30_000_000)
    const columns = columnsOf(points, gapUs)
    expect(columns.median).toEqual([10, 11, null, 12])
    expect(columns.source).toEqual([0, 1, -1, 2])
  })

  test('have one number a point where they are drawn as a line', () => {
    const step = point(0, 20, { count: 9, minUs: 5, p50Us: 19, p95Us: 90, maxUs: 100 })
    const [line, failed] = asLine([step, point(60, null)])
    expect(line).toEqual(point(0, 20, { count: 9 }))
    expect(failed).toEqual(point(60, null))
    expect(topOf(asLine([step]), false)).toMatchObject({ cut: 0, topUs: 20 * 1.08 })
  })

  test('know a usual pause without an interval', () => {
    expect(gapOf([point(0, 1), point(10, 1), point(20, 1)], 0, null)).toBe(30_000_000)
    expect(gapOf([], 0, null)).toBe(180_000_000)
    expect(gapOf([point(0, 1), point(10, 1)], 60_000_000, 30_000_000)).toBe(180_000_000)
  })

  test('shade loss by what an operator acts on', () => {
    expect([null, 0, 0.01, 0.05, 0.2, 0.21, 1].map(lossShade)).toEqual([0, 0, 1, 2, 2, 3, 3])
  })

  test('end the axis above everything, or say what is cut off', () => {
    const calm = Array.from({ length: 40 }, (_, i) => point(i, 100 + i))
    expect(topOf(calm, false)).toMatchObject({ cut: 0, peakUs: 139 })
    const peaked = [...calm, point(41, 90_000)]
    expect(topOf(peaked, false)).toEqual({ topUs: 3 * 138, cut: 1, peakUs: 90_000 })
    expect(topOf(peaked, true)).toMatchObject({ cut: 0, topUs: 90_000 * 1.08 })
    expect(topOf([], false)).toEqual({ topUs: 1_000, cut: 0, peakUs: 0 })
    expect(topOf(calm, false, [point(0, 500)]).topUs).toBe(540)
  })

  test('weigh means by results and count what was not answered', () => {
    const points = [point(0, 10, { count: 3, maxUs: 40 }), point(1, 50), point(2, null)]
    expect(totalsOf(points)).toEqual({
      results: 5,
      unanswered: 1,
      meanUs: 20,
      maxUs: 50,
      lossRatio: null,
    })
  })
})

describe('a smoke chart', () => {
  test('colours each piece of the line by its loss and leaves gaps open', () => {
    const points = [point(0, 10), point(1, 20, { lossRatio: 0.5 }), point(100, 30)]
    const pen = new Recorder()
    drawLine(pen.pen, FRAME, columnsOf(points, 3_000_000), points, PALETTE)
    expect(pen.strokes).toEqual(['most 0,90 2,80'])
    expect(pen.dots).toEqual(['calm 0,90', 'most 2,80', 'calm 200,70'])
  })

  test('marks each point without an answer at the bottom', () => {
    const points = [point(0, 10), point(10, null)]
    const pen = new Recorder()
    drawFailures(pen.pen, FRAME, columnsOf(points, 60_000_000), points, 5, PALETTE)
    expect(pen.rects).toEqual(['red 0.14 15,0 10x100', 'red 1 15,90 10x10'])
  })

  test('draws how much was lost as a strip below, none where nothing was tested', () => {
    const points = [
      point(10, 10, { lossRatio: 0 }),
      point(20, 10, { lossRatio: 0.5 }),
      point(30, null),
    ]
    const pen = new Recorder()
    drawLossStrip(pen.pen, FRAME, columnsOf(points, 60_000_000), points, 5, PALETTE)
    expect(pen.rects).toEqual([
      'calm 1 15,111 10x1',
      'most 1 35,106.4 10x5.6',
      'most 1 55,104 10x8',
    ])
    expect(lossOf(point(0, 10, { count: 0 }))).toBeNull()
    expect(lossOf(point(0, 10, { count: 4, unanswered: 1, lossRatio: 0.1 }))).toBe(0.25)
  })

  test('draws another period as one dashed line with its gaps', () => {
    const points = [point(0, 10), point(1, 20), point(100, 30)]
    const pen = new Recorder()
    drawEarlier(pen.pen, FRAME, columnsOf(points, 3_000_000), PALETTE)
    expect(pen.strokes).toEqual(['text 0,90 2,80 200,70'])
    expect(pen.dashes).toEqual([[4, 3], []])
  })

  test('points at what is cut off', () => {
    const points = [point(0, 10), point(10, 200)]
    const pen = new Recorder()
    drawCuts(pen.pen, FRAME, columnsOf(points, 60_000_000), 100, PALETTE)
    expect(pen.fills).toBe(1)
  })
})

describe('a view', () => {
  const NOW = START + 3_600_000

  test('of a range ends now', () => {
    expect(stretchOf({ range: '15m' }, NOW)).toEqual({ from: NOW - 900_000, to: NOW })
  })

  test('moves by half its width, never into the future', () => {
    const earlier = moved({ range: '1h' }, -1, NOW)
    expect(earlier).toEqual({ from: NOW - 5_400_000, to: NOW - 1_800_000 })
    expect(moved(earlier, 1, NOW)).toEqual({ from: NOW - 3_600_000, to: NOW })
    expect(moved({ range: '1h' }, 1, NOW)).toEqual({ from: NOW - 3_600_000, to: NOW })
  })

  test('zooms around its middle, or at its end where that is now', () => {
    expect(zoomed({ from: 0, to: 100_000 }, 0.5, NOW)).toEqual({ from: 25_000, to: 75_000 })
    expect(zoomed({ range: '1h' }, 2, NOW).to).toBe(NOW)
    expect(zoomed({ range: '1h' }, 0.5, NOW)).toEqual({ from: NOW - 1_800_000, to: NOW })
    expect(zoomed({ from: 0, to: 12_000 }, 0.5, NOW)).toEqual({ from: 1_000, to: 11_000 })
  })
})
