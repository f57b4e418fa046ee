import { RANGES, type View } from './ranges'

/** A stretch of time, in milliseconds since 1970. */
export interface Stretch {
  from: number
  to: number
}

const SHORTEST_MS = 10_000
/** Results of more than a year ago are kept nowhere. */
const LONGEST_MS = 400 * 86_400_000

/** The stretch that a view shows now. */
export function stretchOf(view: View, nowMs: number): Stretch {
  return 'range' in view ? { from: nowMs - RANGES[view.range].ms, to: nowMs } : view
}

/** The view that lies half a width earlier or later, but not in the future. */
export function moved(view: View, direction: -1 | 1, nowMs: number): Stretch {
  const { from, to } = stretchOf(view, nowMs)
  const by = Math.min((direction * (to - from)) / 2, nowMs - to)
  return { from: Math.round(from + by), to: Math.round(to + by) }
}

/**
 * The view of half or double the width: around the same middle, or with the same end where it ends
 * now, since there the newest is what one looks at.
 */
export function zoomed(view: View, factor: 0.5 | 2, nowMs: number): Stretch {
  const { from, to } = stretchOf(view, nowMs)
  const half = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (to - from) * factor)) / 2
  const middle = 'range' in view ? to - half : Math.min((from + to) / 2, nowMs - half)
  return { from: Math.round(middle - half), to: Math.round(middle + half) }
}
