import { useSyncExternalStore } from 'react'
import type { Kind } from '../api/configuration'

/** Something that was just done, and the way back. */
export interface Done {
  kind: Kind | 'probes'
  what: string
  /** Refused by the server where the thing has changed since. */
  undo: () => Promise<unknown>
}

const NEW_MS = 5_000

let newest: Done | undefined
let since = 0
const watchers = new Set<() => void>()

/** From now on this can be undone; undefined: nothing. */
export function offer(done: Done | undefined): void {
  newest = done
  since = performance.now()
  watchers.forEach((watcher) => watcher())
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether it was done a moment ago, and not before whoever looks came back to the page. */
export const isNew = (done: Done): boolean => done === newest && performance.now() - since < NEW_MS

/** What can be undone of a kind. */
export function useDone(kind: Done['kind']): Done | undefined {
  return useSyncExternalStore(watch, () => (newest?.kind === kind ? newest : undefined))
}
