import { useEffect, useSyncExternalStore } from 'react'
import { type Connection, KINDS, Live, type LiveEvent } from '../api/live'
import { throttle } from '../api/throttle'

const SETTLE_MS = 2_500

/** The page's only event stream. */
export const live = new Live(() => new EventSource(`/api/v1/stream?types=${KINDS.join()}`))

/** Whether events arrive. */
export function useConnection(): Connection {
  return useSyncExternalStore(live.watch, live.connection)
}

/** Runs `refresh` after events that concern it, once in `everyMs` at most. Both must be stable. */
export function useEvents(
  refresh: () => void,
  concerns: (event: LiveEvent) => boolean,
  everyMs = 1_000,
): void {
  useEffect(() => {
    const { call, cancel } = throttle(refresh, everyMs, SETTLE_MS)
    const leave = live.events((event) => {
      if (event === undefined || concerns(event)) call()
    })
    return () => {
      leave()
      cancel()
    }
  }, [refresh, concerns, everyMs])
}
