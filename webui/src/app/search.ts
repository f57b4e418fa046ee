import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/**
 * A view state as the page reads it: what it does not understand it leaves out. The page does so and
 * not the route, since each page's rules would be loaded with every other page.
 *
 * @param given as useSearch tells it
 * @param read  must be stable
 */
export function useRead<T>(given: object, read: (search: Record<string, unknown>) => T): T {
  return useMemo(() => read({ ...given }), [given, read])
}

/** The next view state; what is undefined is left out. */
type Next<T> = { [Part in keyof T]?: T[Part] | undefined }

/**
 * The view state of the page that is open, and what makes it another one: in place of the one before,
 * since nobody goes back letter by letter, and without scrolling away from what was pressed.
 *
 * @param read must be stable
 */
export function useSearchState<T extends object>(
  read: (search: Record<string, unknown>) => T,
): readonly [T, (next: Next<T>) => void] {
  const search = useRead(useSearch({ strict: false }), read)
  const navigate = useNavigate()
  const change = useCallback(
    (next: Next<T>) =>
      void navigate({ to: '.', search: read({ ...next }), replace: true, resetScroll: false }),
    [navigate, read],
  )
  return [search, change]
}
