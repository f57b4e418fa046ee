import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from './client'
import type { components } from './openapi'

/** One number of all paths at one time, in columns. */
export type Mesh = components['schemas']['Mesh']

const LIVE_MS = 15_000
const NOW_WITHIN_S = 86_400
const THEN_WITHIN_S = 3_600

/** The matrix of a metric: of now, or of an earlier time. A probe that fell silent has its cells for a day. */
export function useMesh(metric: string, atMs: number | undefined) {
  return useQuery({
    queryKey: ['mesh', metric, atMs],
    queryFn: ({ signal }) => {
      const time =
        atMs === undefined
          ? { withinS: NOW_WITHIN_S }
          : { at: new Date(atMs).toISOString(), withinS: THEN_WITHIN_S }
      return get<Mesh>('/mesh', { metric, ...time }, signal)
    },
    refetchInterval: atMs === undefined ? LIVE_MS : false,
    placeholderData: keepPreviousData,
  })
}
