import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from './client'
import type { components } from './openapi'
import type { Page } from './types'

/** One number of all paths at one time, in columns. */
export type Mesh = components['schemas']['Mesh']

type Target = components['schemas']['Target']

const LIVE_MS = 15_000
const NOW_WITHIN_S = 86_400
const THEN_WITHIN_S = 3_600
const TARGETS_MS = 60_000
const MOST_TARGETS = 1_000

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

/** Whose responder a target is, by the target's id; only of those that are one's. */
export function useResponders() {
  return useQuery({
    queryKey: ['responders'],
    queryFn: async ({ signal }) => {
      const { items } = await get<Page<Target>>('/targets', { limit: MOST_TARGETS }, signal)
      return new Map(
        items.flatMap(({ id, labels }) => (labels['probe'] ? [[id, labels['probe']]] : [])),
      )
    },
    staleTime: TARGETS_MS,
  })
}
