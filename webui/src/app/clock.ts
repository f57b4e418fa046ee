import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now = Date.now()

function tick(): void {
  now = Date.now()
  listeners.forEach((listener) => listener())
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function read(): number {
  if (timer === undefined) now = Date.now()
  return now
}

/** The time in milliseconds since 1970; renders again every second, with one timer for all. */
export function useNow(): number {
  return useSyncExternalStore(watch, read)
}

const minute = (): number => read() - (read() % 60_000)

/** The same to the minute, at which alone it renders again. */
export const useMinute = (): number => useSyncExternalStore(watch, minute)
