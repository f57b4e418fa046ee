import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from './client'
import type { Change } from './configuration'
import type { Page } from './types'

/** Which changes are asked for; what is absent is all. */
export interface Asked {
  who?: string
  action?: string
  subject?: string
  /** The first moment, and the first one that is not in any more. */
  from?: string
  to?: string
}

const A_PAGE = 50
const EVERY_MS = 15_000

/** Changes, the newest first, page by page; the first page alone is asked for again. */
export function useAudit(asked: Asked) {
  return useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Change>>(
        '/audit',
        { ...asked, limit: A_PAGE, ...(pageParam !== '' && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : EVERY_MS),
  })
}
