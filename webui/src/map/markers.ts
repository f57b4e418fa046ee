import type { PathState } from '../api/types'
import type { Spot } from './project'

/** Something that is shown at a spot. */
export interface Placed<T> {
  item: T
  name: string
  /** What stands beside it. */
  label: string
  /** Null: it has no paths. */
  state: PathState | null
  spot: Spot
}

/** What stands so near to each other that it is shown as one. */
export interface Marker<T> {
  spot: Spot
  /** The worst of them. */
  state: PathState | null
  /** The worst first. */
  all: Placed<T>[]
  label: string
  /** Where there is room for the label; undefined: nowhere. */
  side: 'right' | 'left' | undefined
}

const WORST_FIRST: (PathState | null)[] = [
  'failing',
  'breaching',
  'stale',
  'unproven',
  'healthy',
  null,
]
const NEAR = 26
const [LETTER, LINE, GAP] = [6.6, 18, 15]

/** How markers are labelled. */
export interface Labels {
  /** What several things are called. */
  noun: string
  /** How wide the picture is. */
  width: number
}

/** Markers that do not cover each other, the worst first. */
export function markersOf<T>(placed: Placed<T>[], { noun, width }: Labels): Marker<T>[] {
  const sorted = placed.toSorted(
    (a, b) =>
      WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state) || a.name.localeCompare(b.name),
  )
  const markers: Marker<T>[] = []
  for (const one of sorted) {
    const near = markers.find(({ spot }) => distance(spot, one.spot) < NEAR)
    if (near) near.all.push(one)
    else {
      const { spot, state } = one
      markers.push({ spot, state, all: [one], label: '', side: undefined })
    }
  }
  for (const marker of markers) {
    const [first, ...others] = marker.all
    marker.label = others.length > 0 ? `${marker.all.length} ${noun}` : (first?.label ?? '')
  }
  return labelled(markers, width)
}

const distance = ([a, b]: Spot, [c, d]: Spot): number => Math.hypot(a - c, b - d)

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** A label goes right of its marker, else left, where it covers nothing; the worst are asked first. */
function labelled<T>(markers: Marker<T>[], width: number): Marker<T>[] {
  const taken: Box[] = markers.map(({ spot: [x, y] }) => box(x - 12, y - 12, 24, 24))
  markers.forEach((marker, own) => {
    const [x, y] = marker.spot
    const long = marker.label.length * LETTER
    const sides = {
      right: box(x + GAP, y - LINE / 2, long, LINE),
      left: box(x - GAP - long, y - LINE / 2, long, LINE),
    }
    marker.side = (['right', 'left'] as const).find((side) => {
      const wanted = sides[side]
      const inside = wanted.left >= 0 && wanted.right <= width
      return inside && taken.every((other, i) => i === own || !overlap(wanted, other))
    })
    if (marker.side !== undefined) taken.push(sides[marker.side])
  })
  return markers
}

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
