/** Timers, so that a test has its own. */
export interface Timers {
  now(): number
  set(run: () => void, ms: number): unknown
  clear(timer: unknown): void
}

/** Those of the page. */
export const BROWSER: Timers = {
  now: () => performance.now(),
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as number),
}

/**
 * Runs at most once per `everyMs`, and once more `settleMs` after the last call: an event reaches
 * the page before the server's latest state has taken it in.
 */
export function throttle(
  run: () => void,
  everyMs: number,
  settleMs: number,
  timers: Timers = BROWSER,
): { call: () => void; cancel: () => void } {
  let lastAt = -Infinity
  let next: unknown
  let settled: unknown
  const fire = (): void => {
    next = undefined
    lastAt = timers.now()
    run()
  }
  const clear = (timer: unknown): undefined => {
    if (timer !== undefined) timers.clear(timer)
  }
  return {
    call() {
      next ??= timers.set(fire, Math.max(0, lastAt + everyMs - timers.now()))
      settled = clear(settled)
      settled = timers.set(() => {
        settled = undefined
        next = clear(next)
        fire()
      }, settleMs)
    },
    cancel() {
      next = clear(next)
      settled = clear(settled)
    },
  }
}
