import { useCallback, useEffect, useRef, useState } from 'react'
import { useNow } from '../app/clock'
import { useConnection } from '../app/live'
import { entryOf, turnAt } from './show'

/** Which of several is shown now. */
export interface Turn {
  at: number
  /** It stays on this one. */
  held: boolean
  hold: () => void
}

/** Goes from one to the next, and stays where somebody holds it: what moves can be stopped. */
export function useTurn(count: number, everyS: number): Turn {
  const now = useNow()
  const [began] = useState(() => Date.now())
  const [held, setHeld] = useState<number>()
  const running = turnAt(now - began, everyS, count)
  const at = held === undefined || held >= count ? running : held
  const hold = useCallback(() => setHeld((one) => (one === undefined ? at : undefined)), [at])
  return { at, held: held !== undefined, hold }
}

/** How large type is: it grows with the screen. */
const TYPE = 'clamp(14px, 1.15vw, 44px)'
const IDLE_MS = 3_000

/** Large type while the screen hangs on a wall, and no pointer where nobody moves it. */
export function useWall(): void {
  useEffect(() => {
    const { style } = document.documentElement
    style.fontSize = TYPE
    let timer: ReturnType<typeof setTimeout> | undefined
    const moved = (): void => {
      style.cursor = ''
      clearTimeout(timer)
      timer = setTimeout(() => (style.cursor = 'none'), IDLE_MS)
    }
    moved()
    window.addEventListener('pointermove', moved)
    return () => {
      window.removeEventListener('pointermove', moved)
      clearTimeout(timer)
      style.fontSize = ''
      style.cursor = ''
    }
  }, [])
}

/** Keeps the screen from sleeping, where the browser lets us: over https, or on this machine. */
export function useAwake(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | undefined
    let gone = false
    const ask = async (): Promise<void> => {
      if (document.hidden || gone) return
      try {
        lock = await navigator.wakeLock.request('screen')
        if (gone) await lock.release()
      } catch {
        // a battery that is low, or a policy: then the screen's own settings hold
      }
    }
    void ask()
    document.addEventListener('visibilitychange', ask) // a hidden page loses it
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', ask)
      void lock?.release()
    }
  }, [])
}

/** Presses of keys, wherever the focus is. */
export function useKeys(does: Record<string, () => void>): void {
  const now = useRef(does)
  useEffect(() => {
    now.current = does
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const run = now.current[event.key]
      // a button that has the focus takes the blank for itself
      if (run === undefined || (event.key === ' ' && event.target instanceof HTMLButtonElement))
        return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

/**
 * Loads the page anew when the server comes back with another version of it: nobody does so by hand
 * on a wall. It asks first, so that a server that is away leaves what is shown.
 */
export function useNewVersion(): void {
  const connection = useConnection()
  const wasAway = useRef(false)
  useEffect(() => {
    if (connection === 'reconnecting') wasAway.current = true
    if (connection !== 'live' || !wasAway.current) return
    wasAway.current = false
    const own = document.querySelector<HTMLScriptElement>('script[type=module][src]')
    const ownPath = own?.getAttribute('src')
    const asking = new AbortController()
    fetch('/', { cache: 'no-store', signal: asking.signal })
      .then((answer) => (answer.ok ? answer.text() : ''))
      .then((html) => {
        const entry = entryOf(html)
        if (ownPath != null && entry !== undefined && entry !== ownPath) location.reload()
      })
      .catch(() => undefined) // the next time when it comes back is soon enough
    return () => asking.abort()
  }, [connection])
}
