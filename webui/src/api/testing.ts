import { useQuery } from '@tanstack/react-query'
import { get } from './client'
import type { components } from './openapi'
import type { Page } from './types'

type Schemas = components['schemas']

const FRESH_MS = 60_000
const MOST_TARGETS = 1_000

/** The targets that are known by a name, the first thousand of them. */
export function useTargets() {
  return useQuery({
    queryKey: ['targets'],
    queryFn: async ({ signal }) =>
      (await get<Page<Schemas['Target']>>('/targets', { limit: MOST_TARGETS }, signal)).items,
    staleTime: FRESH_MS,
  })
}

/** The schedules that whoever asks may see: their checks have names. */
export function useSchedules() {
  return useQuery({
    queryKey: ['schedules'],
    queryFn: async ({ signal }) =>
      (await get<Page<Schemas['Schedule']>>('/schedules', {}, signal)).items,
    staleTime: FRESH_MS,
  })
}
