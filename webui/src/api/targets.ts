import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from './client'
import type { components } from './openapi'
import type { Page } from './types'

export type Target = components['schemas']['Target']

const FRESH_MS = 15_000
const MOST = 1_000

const targets = queryOptions({
  queryKey: ['targets'],
  queryFn: async ({ signal }) =>
    (await get<Page<Target>>('/targets', { limit: MOST }, signal)).items,
  staleTime: FRESH_MS,
})

/** The targets that are known by a name, the first thousand of them. */
export const useTargets = () => useQuery(targets)

/** Whose responder a target is, by the target's id; only of those that are one's. */
export const useResponders = () => useQuery({ ...targets, select: respondersOf })

/** Must be stable, so that the same answer gives the same map. */
function respondersOf(all: readonly Target[]): ReadonlyMap<string, string> {
  return new Map(
    all.flatMap(({ id, labels }) => (labels['probe'] ? [[id, labels['probe']] as const] : [])),
  )
}
