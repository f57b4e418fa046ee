import { useEffect, useSyncExternalStore } from 'react'
import { type Connection, Live } from '../api/live'
import { throttle } from '../api/throttle'
import type { Result } from '../api/types'

const EVERY_MS = 1_000
const SETTLE_MS = 2_500

/** The page's only event stream. */
export const live = new Live(() => new EventSource('/api/v1/stream'))

/** Whether events arrive. */
export function useConnection(): Connection {
  return useSyncExternalStore(live.watch, live.connection)
}

/** Runs `refresh` after results that concern it, at most once a second. Both must be stable. */
export function useResults(refresh: () => void, concerns: (result: Result) => boolean): void {
  useEffect(() => {
    const { call, cancel } = throttle(refresh, EVERY_MS, SETTLE_MS)
    const leave = live.results((result) => {
      if (result === undefined || concerns(result)) call()
    })
    return () => {
      leave()
      cancel()
    }
  }, [refresh, concerns])
}
