import type { Palette, Pen } from '../chart/smoke'
import { t } from '../language/text'
import { type Cell, type Matrix, cellAt } from './matrix'

/** Where everything lies, in CSS pixels. */
export interface Layout {
  /** A cell's side. */
  side: number
  left: number
  top: number
  width: number
  height: number
  /** The upper edge of each row. */
  rows: number[]
  /** The names of sites, by the place of their first row. */
  sites: { site: string; y: number }[]
}

const [LARGEST, SMALLEST, READABLE] = [30, 5, 13]
const SITE = 18
const LETTER = 6.4

/** The layout of a matrix in a room of some width; names are left out where cells are too small. */
export function layoutOf(matrix: Matrix, width: number): Layout {
  const { probes, targets, sites } = matrix
  const longest = (names: string[]): number => Math.max(0, ...names.map((name) => name.length))
  const left = Math.min(
    width * 0.3,
    14 + longest([...probes, ...matrix.sites.map((s) => s.site)]) * LETTER,
  )
  const room = (width - left - 8) / Math.max(1, targets.length)
  const side = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(room)))
  const top = side < READABLE ? 8 : Math.min(150, 14 + longest(targets) * LETTER)
  const rows: number[] = []
  const heads: Layout['sites'] = []
  let y = top
  for (const { site, probes } of sites) {
    heads.push({ site, y })
    y += SITE
    for (let i = 0; i < probes.length; i++, y += side) rows.push(y)
  }
  return {
    side,
    left,
    top,
    width: left + targets.length * side + 8,
    height: y + 8,
    rows,
    sites: heads,
  }
}

/** The row and column under a place; undefined where there is none. */
export function cellUnder(
  { side, left, rows }: Layout,
  columns: number,
  x: number,
  y: number,
): readonly [row: number, column: number] | undefined {
  const column = Math.floor((x - left) / side)
  const row = rows.findIndex((edge) => y >= edge && y < edge + side)
  return row < 0 || column < 0 || column >= columns ? undefined : [row, column]
}

/** What is drawn with, besides shapes: names along the columns are turned. */
export type MeshPen = Pen &
  Pick<CanvasRenderingContext2D, 'save' | 'restore' | 'translate' | 'rotate' | 'strokeRect'>

/**
 * A matrix: the worse a cell, the larger and the stronger its square; a cross where nothing answered;
 * hollow, or a weak cross, where that is old.
 * Where there is a way back, it is the lower right half of the cell.
 */
export function drawMesh(
  pen: MeshPen,
  matrix: Matrix,
  layout: Layout,
  palette: Palette,
  selected: readonly [row: number, column: number] | undefined,
): void {
  const { side, left, rows } = layout
  drawNames(pen, matrix, layout, palette)
  matrix.probes.forEach((probe, row) => {
    matrix.targets.forEach((target, column) => {
      const [x, y] = [left + column * side, rows[row] ?? 0]
      pen.strokeStyle = palette.grid
      pen.lineWidth = 1
      if (side >= READABLE) pen.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1)
      const cell = cellAt(matrix, probe, target)
      if (cell === undefined) return
      const back = matrix.backOf(cell)
      drawCell(pen, cell, x, y, side, palette)
      if (back) drawBack(pen, back, x, y, side, palette)
    })
  })
  if (selected === undefined) return
  const [row, column] = selected
  pen.strokeStyle = palette.text
  pen.lineWidth = 2
  pen.strokeRect(left + column * side, rows[row] ?? 0, side, side)
}

/** The share of a cell's side that its square has, by how bad it is. */
const SHARES = [0.4, 0.56, 0.72, 0.88, 0.88] as const

function colourOf({ grade }: Cell, palette: Palette): string {
  return grade === 4 ? palette.failed : palette.line[grade]
}

/** Left, top and side of the square in the middle of a cell. */
function squareOf({ grade }: Cell, x: number, y: number, side: number): [number, number, number] {
  const own = Math.max(2, side * SHARES[grade])
  return [x + (side - own) / 2, y + (side - own) / 2, own]
}

function drawCell(
  pen: MeshPen,
  cell: Cell,
  x: number,
  y: number,
  side: number,
  palette: Palette,
): void {
  const [a, b, own] = squareOf(cell, x, y, side)
  pen.fillStyle = colourOf(cell, palette)
  pen.strokeStyle = cell.old ? palette.text : colourOf(cell, palette)
  pen.lineWidth = cell.old ? 1 : Math.max(1, side / 10)
  if (cell.grade < 4) {
    if (cell.old) return pen.strokeRect(a + 0.5, b + 0.5, own - 1, own - 1)
    return pen.fillRect(a, b, own, own)
  }
  pen.beginPath()
  pen.moveTo(a, b)
  pen.lineTo(a + own, b + own)
  pen.moveTo(a + own, b)
  pen.lineTo(a, b + own)
  pen.stroke()
}

function drawBack(
  pen: MeshPen,
  cell: Cell,
  x: number,
  y: number,
  side: number,
  palette: Palette,
): void {
  const [a, b, own] = squareOf(cell, x, y, side)
  pen.fillStyle = colourOf(cell, palette)
  pen.strokeStyle = palette.text
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(a + own, b)
  pen.lineTo(a + own, b + own)
  pen.lineTo(a, b + own)
  pen.closePath()
  if (cell.old) pen.stroke()
  else pen.fill()
}

function drawNames(pen: MeshPen, matrix: Matrix, layout: Layout, palette: Palette): void {
  const { side, left, top, rows, sites } = layout
  const fit = (name: string, room: number): string => {
    const letters = Math.max(3, Math.floor(room / LETTER))
    return name.length <= letters ? name : `${name.slice(0, letters - 1)}…`
  }
  pen.fillStyle = palette.text
  pen.textBaseline = 'middle'
  pen.textAlign = 'left'
  pen.font = '600 11px system-ui, sans-serif'
  for (const { site, y } of sites)
    pen.fillText(fit(site || t('no site'), left * 2), 2, y + SITE / 2)
  if (side < READABLE) return
  pen.font = '11px system-ui, sans-serif'
  pen.textAlign = 'right'
  matrix.probes.forEach((probe, row) =>
    pen.fillText(fit(probe, left - 12), left - 6, (rows[row] ?? 0) + side / 2),
  )
  pen.textAlign = 'left'
  matrix.targets.forEach((target, column) => {
    pen.save()
    pen.translate(left + (column + 0.5) * side, top - 6)
    pen.rotate(-Math.PI / 2)
    pen.fillText(fit(target, top - 14), 0, 0)
    pen.restore()
  })
}
