import { useMemo, useSyncExternalStore } from 'react'
import type { Palette } from '../chart/smoke'

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

/** The colours for canvases, of the theme in force. */
export function usePalette(): Palette {
  const theme = useSyncExternalStore(watch, inForce)
  return useMemo(() => paletteOf(theme), [theme])
}

function paletteOf(_theme: 'dark' | 'light'): Palette {
  const colour = (name: string): string => resolved(`var(--${name})`)
  return {
    text: colour('muted'),
    grid: colour('line'),
    band: colour('band'),
    inner: colour('inner'),
    line: [colour('loss-0'), colour('loss-1'), colour('loss-2'), colour('loss-3')],
    failed: colour('failing'),
    healthy: colour('healthy'),
    breaching: colour('breaching'),
    stale: colour('stale'),
  }
}

/** A canvas knows no variables: the colour as the browser computes it for the theme in force. */
function resolved(colour: string): string {
  document.documentElement.style.setProperty('outline-color', colour)
  const value = getComputedStyle(document.documentElement).outlineColor
  document.documentElement.style.removeProperty('outline-color')
  return value
}
