import { useQuery } from '@tanstack/react-query'
import { get } from './client'
import type { components } from './openapi'

/** How the licence stands, and what is withheld for want of one. */
export type License = components['schemas']['License']
export type LicenseFeature = License['features'][number]

/** The licence server itself is asked far less often. */
const EVERY_MS = 30_000

export function useLicense() {
  return useQuery({
    queryKey: ['license'],
    queryFn: ({ signal }) => get<License>('/license', {}, signal),
    refetchInterval: EVERY_MS,
  })
}
