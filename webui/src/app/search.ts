import { useMemo } from 'react'

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
