import { describe, expect, test } from 'vitest'
import type { Mesh } from '../api/mesh'
import { PALETTE, Recorder } from '../chart/recorder'
import { type MeshPen, cellUnder, drawMesh, layoutOf } from './draw'
import { cellAt, matrixOf, moved, worstFirst } from './matrix'
import { METRICS, gradeOf, metricOf } from './metrics'
import { meshSearch } from './search'

const MESH: Mesh = {
  at: '1970-01-01T01:00:00Z',
  freshAfter: '1970-01-01T00:45:00Z',
  metric: 'rttMeanUs',
  source: 'results',
  probes: { id: ['nyc-1', 'fra-10', 'fra-2'], site: ['nyc', 'fra', 'fra'] },
  targets: { id: ['at-nyc', 'web', 'at-fra'], address: ['192.0.2.1', 'web.example', '192.0.2.2'] },
  cells: {
    probe: [0, 1, 2, 2],
    target: [2, 1, 1, 0],
    check: ['ping', 'ping', 'ping', 'ping'],
    value: [80_000, null, 10_000, 260_000],
    atMs: [3_000_000, 3_100_000, 3_200_000, 3_300_000],
  },
}
const RESPONDERS = new Map([
  ['at-nyc', 'nyc-1'],
  ['at-fra', 'fra-2'],
])
const SCALE = METRICS.rttMeanUs
const matrix = matrixOf(MESH, SCALE, RESPONDERS)

describe('a matrix', () => {
  test('groups probes by site, and orders responders as their probes', () => {
    expect(matrix.sites).toEqual([
      { site: 'fra', probes: ['fra-2', 'fra-10'] },
      { site: 'nyc', probes: ['nyc-1'] },
    ])
    expect(matrix.targets).toEqual(['at-fra', 'at-nyc', 'web'])
  })

  test('knows the way back where both ends test each other', () => {
    const there = cellAt(matrix, 'fra-2', 'at-nyc')
    expect(there && matrix.backOf(there)).toMatchObject({ probe: 'nyc-1', target: 'at-fra' })
    const web = cellAt(matrix, 'fra-2', 'web')
    expect(web && matrix.backOf(web)).toBeUndefined()
  })

  test('lists the worst first, no answer before all', () => {
    expect(worstFirst(matrix, SCALE).map(({ value }) => value)).toEqual([
      null,
      260_000,
      80_000,
      10_000,
    ])
  })

  test('knows what is old, and puts it behind the rest', () => {
    const silent = { ...MESH.cells, atMs: [3_000_000, 2_700_000, 3_200_000, 3_300_000] }
    const mixed = matrixOf({ ...MESH, cells: silent }, SCALE, RESPONDERS)
    expect(cellAt(mixed, 'fra-10', 'web')?.old).toBe(true)
    expect(mixed.oldAfterUs).toBe(900_000_000)
    expect(worstFirst(mixed, SCALE).map(({ value }) => value)).toEqual([
      260_000,
      80_000,
      10_000,
      null,
    ])
    const longer = { ...MESH, cells: silent, freshAfter: '1970-01-01T00:44:59.999Z' }
    expect(cellAt(matrixOf(longer, SCALE, RESPONDERS), 'fra-10', 'web')?.old).toBe(false)
    const hours: Mesh = { ...MESH, cells: silent, freshAfter: null, source: 'hours' }
    expect(cellAt(matrixOf(hours, SCALE, RESPONDERS), 'fra-10', 'web')?.old).toBe(false)
    expect(matrixOf(hours, SCALE, RESPONDERS).oldAfterUs).toBeNull()
  })

  test('is walked over by keys, and not beyond its edges', () => {
    expect(moved(matrix, [0, 0], 'ArrowUp')).toEqual([0, 0])
    expect(moved(matrix, [0, 0], 'ArrowDown')).toEqual([1, 0])
    expect(moved(matrix, [2, 2], 'ArrowRight')).toEqual([2, 2])
    expect(moved(matrix, [1, 1], 'Home')).toEqual([1, 0])
    expect(moved(matrix, [1, 1], 'End')).toEqual([1, 2])
    expect(moved(matrix, [1, 1], 'PageDown')).toEqual([2, 1])
    expect(moved(matrix, [1, 1], 'x')).toBeUndefined()
  })
})

test('grades go up with what is worse, and down where less is worse', () => {
  expect([0, 50_000, 100_000, 250_000].map((us) => gradeOf(us, SCALE))).toEqual([0, 1, 2, 3])
  const rates = [1e9, 50e6, 20e6, 1e6].map((rate) => gradeOf(rate, METRICS.bitsPerSecond))
  expect(rates).toEqual([0, 1, 2, 3])
  expect([0, 0.001, 0.05, 0.2].map((loss) => gradeOf(loss, METRICS.lossRatio))).toEqual([
    0, 1, 2, 3,
  ])
})

function recording(): { recorder: Recorder; frames: string[]; pen: MeshPen } {
  const recorder = new Recorder()
  const frames: string[] = []
  const pen: MeshPen = {
    ...recorder.pen,
    save: () => undefined,
    restore: () => undefined,
    translate: () => undefined,
    rotate: () => undefined,
    strokeRect: (x, y, w, h) => frames.push(`${x},${y} ${w}x${h}`),
  }
  return { recorder, frames, pen }
}

describe('the picture of a matrix', () => {
  test('fits its room, and finds the cell under a place', () => {
    const layout = layoutOf(matrix, 400)
    expect(layout.side).toBe(30)
    expect(layout.width).toBeLessThanOrEqual(400)
    const x = layout.left + 1.5 * layout.side
    expect(cellUnder(layout, 3, x, (layout.rows[2] ?? 0) + 1)).toEqual([2, 1])
    expect(cellUnder(layout, 3, layout.left - 1, layout.rows[0] ?? 0)).toBeUndefined()
    expect(cellUnder(layout, 3, x, (layout.sites[1]?.y ?? 0) + 1)).toBeUndefined()
    expect(layoutOf(matrix, 120).side).toBeLessThan(30)
  })

  test('draws the worse the larger, a cross without an answer, and the way back as a half', () => {
    const { recorder, frames, pen } = recording()
    const layout = layoutOf(matrix, 400)
    drawMesh(pen, matrix, layout, PALETTE, [0, 2])
    expect(recorder.rects.map((rect) => rect.split(' ').at(-1))).toEqual([
      '26.4x26.4',
      '12x12',
      '16.8x16.8',
    ])
    expect(recorder.strokes).toHaveLength(1)
    expect(recorder.fills).toBe(2)
    expect(recorder.texts.map((text) => text.split(' ')[0])).toContain('fra-10')
    expect(frames.at(-1)).toBe(`${layout.left + 60},${layout.rows[0]} 30x30`)
    expect(frames).toHaveLength(10)
  })

  test('draws what is old hollow', () => {
    const { recorder, frames, pen } = recording()
    const old = matrixOf({ ...MESH, freshAfter: '1970-01-02T00:00:00Z' }, SCALE, RESPONDERS)
    drawMesh(pen, old, layoutOf(old, 400), PALETTE, undefined)
    expect(recorder.rects).toHaveLength(0)
    expect(recorder.fills).toBe(0)
    expect(frames).toHaveLength(9 + 3)
    expect(recorder.strokes).toHaveLength(3)
  })
})

test('the URL keeps what the matrix understands', () => {
  expect(meshSearch({ metric: 'lossRatio', at: 5, span: 'week', table: true })).toEqual({
    metric: 'lossRatio',
    at: 5,
    span: 'week',
    table: true,
  })
  expect(meshSearch({ metric: 7, at: 'x', span: 'day', table: 1 })).toEqual({})
  expect([metricOf('valueOf'), metricOf('lossRatio')]).toEqual(['rttMeanUs', 'lossRatio'])
})
