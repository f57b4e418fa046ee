import { describe, expect, test } from 'vitest'
import type { Point } from '../api/types'
import { columnsOf, gapOf, lossShade, topOf, totalsOf } from './columns'
import { drawCuts, drawFailures, drawLine, type Frame, type Palette, type Pen } from './smoke'
import { moved, stretchOf, zoomed } from './window'

const START = Date.UTC(2026, 0, 1)

function point(second: number, meanUs: number | null, more: Partial<Point> = {}): Point {
  const at = new Date(START + second * 1_000).toISOString()
  const measured = { minUs: meanUs, meanUs, p95Us: meanUs, maxUs: meanUs }
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
    expect(columns.mean).toEqual([10, 11, null, 12])
    expect(columns.source).toEqual([0, 1, -1, 2])
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
  const palette: Palette = {
    text: 'text',
    grid: 'grid',
    band: 'band',
    inner: 'inner',
    line: ['calm', 'some', 'much', 'most'],
    failed: 'red',
  }
  const frame: Frame = {
    left: 0,
    top: 0,
    width: 1_000,
    height: 100,
    scale: 1,
    xOf: (seconds) => (seconds % 86_400) * 2,
    yOf: (us) => 100 - us,
  }

  test('colours each piece of the line by its loss and leaves gaps open', () => {
    const points = [point(0, 10), point(1, 20, { lossRatio: 0.5 }), point(100, 30)]
    const pen = new Recorder()
    drawLine(pen.pen, frame, columnsOf(points, 3_000_000), points, palette)
    expect(pen.strokes).toEqual(['most 0,90 2,80'])
    expect(pen.dots).toEqual(['calm 0,90', 'most 2,80', 'calm 200,70'])
  })

  test('marks each point without an answer at the bottom', () => {
    const points = [point(0, 10), point(10, null)]
    const pen = new Recorder()
    drawFailures(pen.pen, frame, columnsOf(points, 60_000_000), points, 5, palette)
    expect(pen.rects).toEqual(['red 0.14 15,0 10x100', 'red 1 15,90 10x10'])
  })

  test('points at what is cut off', () => {
    const points = [point(0, 10), point(10, 200)]
    const pen = new Recorder()
    drawCuts(pen.pen, frame, columnsOf(points, 60_000_000), 100, palette)
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

/** Writes down what is drawn. */
class Recorder {
  readonly strokes: string[] = []
  readonly dots: string[] = []
  readonly rects: string[] = []
  fills = 0
  private path: string[] = []

  readonly pen: Pen = {
    lineWidth: 1,
    strokeStyle: '',
    fillStyle: '',
    globalAlpha: 1,
    beginPath: () => (this.path = []),
    moveTo: (x, y) => this.path.push(`${x},${y}`),
    lineTo: (x, y) => this.path.push(`${x},${y}`),
    arc: (x, y) => this.dots.push(`${String(this.pen.fillStyle)} ${x},${y}`),
    closePath: () => undefined,
    stroke: () => this.strokes.push([String(this.pen.strokeStyle), ...this.path].join(' ')),
    fill: () => this.fills++,
    fillRect: (x, y, w, h) =>
      this.rects.push(`${String(this.pen.fillStyle)} ${this.pen.globalAlpha} ${x},${y} ${w}x${h}`),
  }
}
