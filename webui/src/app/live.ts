import { useEffect, useSyncExternalStore } from 'react'
import { stillKnown } from '../api/client'
import { type Connection, Live, STREAMED, type LiveEvent } from '../api/live'
import { throttle } from '../api/throttle'

const SETTLE_MS = 2_500

/** The page's only event stream. */
export const live = new Live(
  () => new EventSource(`/api/v1/stream?types=${STREAMED.join()}`),
  () => void stillKnown(),
)

/** Listens as long as somebody is let in, but not while the browser keeps the page for later. */
export function useLive(on: boolean): void {
  useEffect(() => {
    if (!on) return
    const hide = (): void => live.stop()
    const show = (event: PageTransitionEvent): void => {
      if (event.persisted) live.start()
    }
    live.start()
    window.addEventListener('pagehide', hide)
    window.addEventListener('pageshow', show)
    return () => {
      window.removeEventListener('pagehide', hide)
      window.removeEventListener('pageshow', show)
      live.stop()
    }
  }, [on])
}

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
