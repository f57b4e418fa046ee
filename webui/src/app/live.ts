import { useEffect, useSyncExternalStore } from 'react'
import { type Connection, Live } from '../api/live'
import { throttle } from '../api/throttle'
import type { Result } from '../api/types'

const SETTLE_MS = 2_500

/** The page's only event stream. */
export const live = new Live(() => new EventSource('/api/v1/stream'))

/** Whether events arrive. */
export function useConnection(): Connection {
  return useSyncExternalStore(live.watch, live.connection)
}

/** Runs `refresh` after results that concern it, once in `everyMs` at most. Both must be stable. */
export function useResults(
  refresh: () => void,
  concerns: (result: Result) => boolean,
  everyMs = 1_000,
): void {
  useEffect(() => {
    const { call, cancel } = throttle(refresh, everyMs, SETTLE_MS)
    const leave = live.results((result) => {
      if (result === undefined || concerns(result)) call()
    })
    return () => {
      leave()
      cancel()
    }
  }, [refresh, concerns, everyMs])
}
