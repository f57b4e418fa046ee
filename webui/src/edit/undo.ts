import { useSyncExternalStore } from 'react'
import type { Kind } from '../api/configuration'

/** Something that was just done, and the way back. */
export interface Done {
  kind: Kind
  what: string
  /** Refused by the server where the thing has changed since. */
  undo: () => Promise<unknown>
}

let newest: Done | undefined
const watchers = new Set<() => void>()

/** From now on this can be undone; undefined: nothing. */
export function offer(done: Done | undefined): void {
  newest = done
  watchers.forEach((watcher) => watcher())
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** What can be undone of a kind. */
export function useDone(kind: Kind): Done | undefined {
  return useSyncExternalStore(watch, () => (newest?.kind === kind ? newest : undefined))
}
