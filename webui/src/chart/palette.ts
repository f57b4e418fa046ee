import { useMemo } from 'react'
import { useThemeInForce } from '../app/theme'
import type { Palette } from './smoke'

/** The colours for canvases, of the theme in force. */
export function usePalette(): Palette {
  const theme = useThemeInForce()
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
