import { useQuery } from '@tanstack/react-query'
import { get } from './client'
import type { components } from './openapi'

/** Sites, countries and unhealthy paths of the world that somebody sees. */
export type Geo = components['schemas']['Geo']
export type GeoSite = components['schemas']['GeoSite']
export type GeoCountry = components['schemas']['GeoCountry']
export type GeoArc = components['schemas']['GeoArc']
export type GeoPaths = components['schemas']['GeoPaths']
export type GeoProbes = components['schemas']['GeoProbes']
export type Location = components['schemas']['Location']

const EVERY_MS = 10_000

/** The world as it is now. */
export function useGeo() {
  return useQuery({
    queryKey: ['geo'],
    queryFn: ({ signal }) => get<Geo>('/geo', {}, signal),
    refetchInterval: EVERY_MS,
  })
}
