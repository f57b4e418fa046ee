import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get, getWith, problemOf } from './client'
import type {
  Delivery,
  Demo,
  Incident,
  IncidentState,
  IncidentSummary,
  Silence,
  Snapshot,
  SnapshotLink,
} from './incidents'
import { intervalMs } from './queries'
import type { Page, Result } from './types'

/** How many incidents a page shows at first. */
export const FIRST_INCIDENTS = 50
/** While somebody waits for what was asked for. */
const EAGER_MS = 1_000
const DEMO_MS = 5_000

/** The newest `limit` incidents in some states; of `assignee` those that they are to look after. */
export function useIncidents(
  states: readonly IncidentState[],
  limit: number,
  live: boolean,
  assignee?: string,
) {
  const wanted = { state: states.join(), limit, ...(assignee !== undefined && { assignee }) }
  return useQuery({
    queryKey: ['incidents', wanted],
    queryFn: ({ signal }) => get<Page<IncidentSummary>>('/incidents', wanted, signal),
    refetchInterval: intervalMs(live),
    placeholderData: keepPreviousData,
  })
}

/** An incident with its story; null where there is none of that id. */
export function useIncident(id: string, live: boolean, eager: boolean) {
  return useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) =>
      orNull(get<Incident>(`/incidents/${encodeURIComponent(id)}`, {}, signal)),
    refetchInterval: eager ? EAGER_MS : intervalMs(live),
  })
}

/** The results that an incident's story names. */
export function useIncidentResults(id: string, live: boolean) {
  return useQuery({
    queryKey: ['incident', id, 'results'],
    queryFn: ({ signal }) =>
      get<Page<Result>>(`/incidents/${encodeURIComponent(id)}/results`, {}, signal),
    refetchInterval: intervalMs(live),
  })
}

/** Who was told what of an incident, the newest first. */
export function useDeliveries(id: string, live: boolean) {
  return useQuery({
    queryKey: ['incident', id, 'deliveries'],
    queryFn: ({ signal }) =>
      get<Page<Delivery>>(`/incidents/${encodeURIComponent(id)}/deliveries`, {}, signal),
    refetchInterval: intervalMs(live),
  })
}

/** The links by which others see an incident as it was. */
export function useSnapshotLinks(id: string) {
  return useQuery({
    queryKey: ['incident', id, 'snapshots'],
    queryFn: ({ signal }) =>
      get<Page<SnapshotLink>>(`/incidents/${encodeURIComponent(id)}/snapshots`, {}, signal),
  })
}

/** What a link shows: it stays as it was read. */
export function useSnapshot(token: string) {
  return useQuery({
    queryKey: ['snapshot', token],
    queryFn: ({ signal }) =>
      getWith<Snapshot>('/incident-snapshot', { 'snapshot-token': token }, signal),
    staleTime: Infinity,
  })
}

/** The silences that hold now. */
export function useSilences(live: boolean) {
  return useQuery({
    queryKey: ['silences'],
    queryFn: ({ signal }) => get<Page<Silence>>('/silences', { active: 'true' }, signal),
    refetchInterval: intervalMs(live),
  })
}

/**
 * The silence of an id, over or not, null where there is none; for a form, so it stays as it was read
 * until somebody asks again.
 */
export function useSilence(id: string) {
  return useQuery({
    queryKey: ['silence', id],
    queryFn: async ({ signal }) => {
      const { items } = await get<Page<Silence>>('/silences', {}, signal)
      return items.find((silence) => silence.id === id) ?? null
    },
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** The demo's faults; `running` is false where this is no demo. */
export function useDemo(first?: Demo) {
  return useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) => get<Demo>('/demo', {}, signal),
    staleTime: Infinity,
    ...(first && { initialData: first }),
    refetchInterval: ({ state }) => (state.data?.running ? DEMO_MS : false),
  })
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (problemOf(error).status === 404) return null
    throw error
  }
}
