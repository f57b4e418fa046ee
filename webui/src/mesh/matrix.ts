import type { Mesh } from '../api/mesh'
import { type Scale, gradeOf } from './metrics'

/** One cell: what a probe last measured to a target. */
export interface Cell {
  probe: string
  site: string
  target: string
  check: string
  /** Null where there was no answer. */
  value: number | null
  atMs: number
  /** How bad it is: 0 to 3, and 4 without an answer. */
  grade: 0 | 1 | 2 | 3 | 4
  /** Whether it says nothing of the time that is shown: it was not tested since. */
  old: boolean
}

/** Rows and columns in the order in which they are drawn, and the cells that there are. */
export interface Matrix {
  /** Rows by site. */
  sites: { site: string; probes: string[] }[]
  probes: string[]
  targets: string[]
  /** By row and column. */
  cells: ReadonlyMap<string, Cell>
  /** After so long without a test a cell is old, in microseconds; null where all is of one hour. */
  oldAfterUs: number | null
  /** The way back of a cell, where its target is a probe's responder that tests this probe's. */
  backOf: (cell: Cell) => Cell | undefined
}

const keyOf = (probe: string, target: string): string => `${probe} ${target}`

/** The cell of a probe and a target. */
export const cellAt = ({ cells }: Matrix, probe: string, target: string): Cell | undefined =>
  cells.get(keyOf(probe, target))

/**
 * A matrix of an answer. Targets that are responders of probes stand in the order of these probes, so
 * that the way back of a cell is its mirror image.
 *
 * @param responders whose responder a target is
 */
export function matrixOf(
  mesh: Mesh,
  scale: Scale,
  responders: ReadonlyMap<string, string>,
): Matrix {
  const { probes, targets } = mesh
  const order = probes.id
    .map((id, i) => ({ id, site: probes.site[i] ?? '' }))
    .sort((a, b) => compared(a.site, b.site) || compared(a.id, b.id))
  const rows = order.map(({ id }) => id)
  const columns = targets.id.toSorted(
    (a, b) => placeOf(rows, responders, a) - placeOf(rows, responders, b) || compared(a, b),
  )
  const cells = cellsOf(mesh, scale)
  const backs = backsOf(cells, responders)
  return {
    sites: grouped(order),
    probes: rows,
    targets: columns,
    cells,
    oldAfterUs:
      mesh.freshAfter === null ? null : (Date.parse(mesh.at) - Date.parse(mesh.freshAfter)) * 1_000,
    backOf: (cell) => backs.get(cell),
  }
}

const compared = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

/** Where the probe of a responder stands; behind all where it is nobody's. */
function placeOf(rows: string[], responders: ReadonlyMap<string, string>, target: string): number {
  const place = rows.indexOf(responders.get(target) ?? '')
  return place < 0 ? rows.length : place
}

function grouped(order: { id: string; site: string }[]): Matrix['sites'] {
  const sites = new Map<string, string[]>()
  for (const { id, site } of order) sites.set(site, [...(sites.get(site) ?? []), id])
  return [...sites].map(([site, probes]) => ({ site, probes }))
}

function cellsOf(mesh: Mesh, scale: Scale): Map<string, Cell> {
  const { probes, targets, cells } = mesh
  const freshAfterMs = mesh.freshAfter === null ? -Infinity : Date.parse(mesh.freshAfter)
  const all = new Map<string, Cell>()
  cells.value.forEach((value, i) => {
    const row = cells.probe[i] ?? -1
    const probe = probes.id[row]
    const target = targets.id[cells.target[i] ?? -1]
    if (probe === undefined || target === undefined) return
    all.set(keyOf(probe, target), {
      probe,
      site: probes.site[row] ?? '',
      target,
      check: cells.check[i] ?? '',
      value,
      atMs: cells.atMs[i] ?? 0,
      old: (cells.atMs[i] ?? 0) <= freshAfterMs,
      grade: value === null ? 4 : gradeOf(value, scale),
    })
  })
  return all
}

/** The way back of each cell that has one. */
function backsOf(
  cells: ReadonlyMap<string, Cell>,
  responders: ReadonlyMap<string, string>,
): Map<Cell, Cell> {
  const between = new Map<string, Cell>()
  for (const cell of cells.values()) {
    const other = responders.get(cell.target)
    if (other !== undefined && other !== cell.probe) between.set(keyOf(cell.probe, other), cell)
  }
  const backs = new Map<Cell, Cell>()
  for (const cell of between.values()) {
    const back = between.get(keyOf(responders.get(cell.target) ?? '', cell.probe))
    if (back) backs.set(cell, back)
  }
  return backs
}

/** All cells, the worst first, the old ones behind. */
export function worstFirst({ cells }: Matrix, scale: Scale): Cell[] {
  const badness = ({ value }: Cell): number => {
    if (value === null) return Infinity
    return scale.lessIsWorse ? -value : value
  }
  return [...cells.values()].sort(
    (a, b) =>
      Number(a.old) - Number(b.old) ||
      b.grade - a.grade ||
      compareNumbers(badness(b), badness(a)) ||
      compared(a.probe, b.probe),
  )
}

/** Infinity is as large as itself. */
const compareNumbers = (a: number, b: number): number => (a === b ? 0 : a - b)

/** The cell one goes to from another by a key; the same at the edge, undefined by other keys. */
export function moved(
  { probes, targets }: Pick<Matrix, 'probes' | 'targets'>,
  [row, column]: readonly [row: number, column: number],
  key: string,
): readonly [row: number, column: number] | undefined {
  const [bottom, right] = [probes.length - 1, targets.length - 1]
  switch (key) {
    case 'ArrowUp':
      return [Math.max(0, row - 1), column]
    case 'ArrowDown':
      return [Math.min(bottom, row + 1), column]
    case 'ArrowLeft':
      return [row, Math.max(0, column - 1)]
    case 'ArrowRight':
      return [row, Math.min(right, column + 1)]
    case 'Home':
      return [row, 0]
    case 'End':
      return [row, right]
    case 'PageUp':
      return [0, column]
    case 'PageDown':
      return [bottom, column]
    default:
      return undefined
  }
}
