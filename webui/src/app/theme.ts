import { useSyncExternalStore } from 'react'

/** `system` follows the operating system. */
export type Theme = 'system' | 'dark' | 'light'

const KEY = 'waddleperf.theme'
const NEXT: Record<Theme, Theme> = { system: 'dark', dark: 'light', light: 'system' }
const listeners = new Set<() => void>()
const light = window.matchMedia('(prefers-color-scheme: light)')
light.addEventListener('change', () => listeners.forEach((listener) => listener()))

function chosen(): Theme {
  const theme = document.documentElement.dataset['theme']
  return theme === 'dark' || theme === 'light' ? theme : 'system'
}

/** Goes on to the next theme and remembers it. */
export function nextTheme(): void {
  const theme = NEXT[chosen()]
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // No storage: it holds for this page.
  }
  listeners.forEach((listener) => listener())
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The chosen theme. */
export function useTheme(): Theme {
  return useSyncExternalStore(watch, chosen)
}

function inForce(): 'dark' | 'light' {
  const theme = chosen()
  if (theme !== 'system') return theme
  return light.matches ? 'light' : 'dark'
}

/** The theme that is seen, whoever chose it. */
export function useThemeInForce(): 'dark' | 'light' {
  return useSyncExternalStore(watch, inForce)
}
