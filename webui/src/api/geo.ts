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
export type AddressNetwork = components['schemas']['AddressNetwork']
export type Location = components['schemas']['Location']

const EVERY_MS = 10_000
/** As many as the API takes. */
const MOST_ADDRESSES = 64
/** The operator's file changes once a week or so. */
const KEPT_MS = 600_000

/** The world as it is now. */
export function useGeo() {
  return useQuery({
    queryKey: ['geo'],
    queryFn: ({ signal }) => get<Geo>('/geo', {}, signal),
    refetchInterval: EVERY_MS,
  })
}

/** Which autonomous systems addresses are of, by address, as far as the operator's file knows. */
export function useNetworks(addresses: string[]): Map<string, AddressNetwork> {
  const asked = [...new Set(addresses)].slice(0, MOST_ADDRESSES)
  const { data } = useQuery({
    queryKey: ['networks', asked],
    enabled: asked.length > 0,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams(asked.map((address) => ['address', address]))
      return get<{ items: AddressNetwork[] }>(`/geo/networks?${query.toString()}`, {}, signal)
    },
    staleTime: KEPT_MS,
  })
  return new Map(data?.items.map((network) => [network.address, network]))
}
