import type { Direction, Outcome } from './run'

/** The part of localStorage that is used here, so that a test has its own. */
export type Store = Pick<Storage, 'getItem' | 'setItem'>

const PLACE = 'waddleperf.speed'
const MOST = 20

/** What this browser has measured, the newest first. */
export function kept(store: Store): Outcome[] {
  try {
    const all: unknown = JSON.parse(store.getItem(PLACE) ?? '[]')
    return Array.isArray(all) ? all.filter(isOutcome).slice(0, MOST) : []
  } catch {
    return [] // no storage, or somebody else wrote there
  }
}

/** With one more, which is kept for the next time where the browser lets us. */
export function keep(store: Store, outcome: Outcome, before: readonly Outcome[]): Outcome[] {
  const all = [outcome, ...before].slice(0, MOST)
  try {
    store.setItem(PLACE, JSON.stringify(all))
  } catch {
    // shown until the page is left
  }
  return all
}

function isOutcome(value: unknown): value is Outcome {
  if (typeof value !== 'object' || value === null) return false
  const { at, idleMs, jitterMs, download, upload } = value as Record<string, unknown>
  return (
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    typeof idleMs === 'number' &&
    typeof jitterMs === 'number' &&
    isDirection(download) &&
    isDirection(upload)
  )
}

const isDirection = (value: unknown): value is Direction =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Direction).bitsPerSecond === 'number'
