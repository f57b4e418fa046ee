import { useEffect, useRef } from 'react'
import { isShortcut } from '../app/shortcuts'

/** Where the filter box is found. */
export const FILTER_ID = 'filter'

/** What `j` and `k` walk over. */
export const ROW_LINK = 'data-row-link'

/** What the head of the page covers. */
const HEADER_PX = 48

/** The keys of the list: `/` to the filter, `j` and `k` from row to row, `u` for unhealthy only. */
export function useListKeys(onUnhealthy?: () => void): void {
  const unhealthy = useRef(onUnhealthy)
  useEffect(() => {
    unhealthy.current = onUnhealthy
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!isShortcut(event)) return
      if (event.key === '/') document.getElementById(FILTER_ID)?.focus()
      else if (event.key === 'j') step(1)
      else if (event.key === 'k') step(-1)
      else if (event.key === 'u') unhealthy.current?.()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

/** Moves the focus; Enter then follows the link by itself. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>(`[${ROW_LINK}]`)]
  const at = links.findIndex((link) => link === document.activeElement)
  const inView = links.findIndex((link) => link.getBoundingClientRect().top > HEADER_PX)
  const next = at < 0 ? Math.max(0, inView) : Math.min(links.length - 1, Math.max(0, at + by))
  links[next]?.focus()
}
