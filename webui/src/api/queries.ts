import { type QueryClient, keepPreviousData, useQuery } from '@tanstack/react-query'
import { type View } from '../chart/ranges'
import { type Stretch, stretchOf } from '../chart/window'
import { get } from './client'
import type { PathName } from './incidents'
import type { Artifact, CheckState, Page, PathPage, Result, SeriesData, TestStatus } from './types'

/** How often a page asks by itself: events come, do not come, or there is nothing yet. */
const WITH_EVENTS_MS = 15_000
const WITHOUT_EVENTS_MS = 10_000
const EMPTY_MS = 2_000
const POINTS = 300

/** How long to wait before asking again. */
export const intervalMs = (live: boolean): number => (live ? WITH_EVENTS_MS : WITHOUT_EVENTS_MS)

/** A path's two ends. */
export type PathId = PathName

/** One path; undefined where nothing is known of it. */
export function usePath({ probe, target }: PathId, live: boolean) {
  return useQuery({
    queryKey: ['paths', probe, target],
    queryFn: async ({ signal }) =>
      (await get<PathPage>('/paths', { probe, target, limit: 1 }, signal)).items[0] ?? null,
    refetchInterval: ({ state }) => (state.data === null ? EMPTY_MS : intervalMs(live)),
  })
}

/** A chart's points with the stretch that they cover. */
export type Charted = SeriesData & { stretch: Stretch }

/** The points of one check over the view's time. */
export function useSeries({ probe, target }: PathId, check: CheckState, view: View, live: boolean) {
  const { check: name, family } = check
  return useQuery({
    queryKey: ['series', probe, target, name, family, view],
    queryFn: async ({ signal }): Promise<Charted> => {
      const stretch = stretchOf(view, Date.now())
      const [from, to] = [stretch.from, stretch.to].map((ms) => new Date(ms).toISOString())
      const query = { probe, target, check: name, family, from, to, points: POINTS }
      return { ...(await get<SeriesData>('/series', query, signal)), stretch }
    },
    refetchInterval: 'range' in view ? intervalMs(live) : false,
    placeholderData: keepPreviousData,
  })
}

/** The newest results of a path. */
export function useRecentResults({ probe, target }: PathId, limit: number) {
  return useQuery({
    queryKey: ['results', probe, target, limit],
    queryFn: ({ signal }) => get<Page<Result>>('/results', { probe, target, limit }, signal),
  })
}

/** The files of a result; asks again while one is on its way. */
export function useArtifacts(result: string) {
  return useQuery({
    queryKey: ['artifacts', result],
    queryFn: ({ signal }) => get<Page<Artifact>>(`/results/${result}/artifacts`, {}, signal),
    refetchInterval: ({ state }) =>
      state.data?.items.length && state.data.items.every(({ state }) => state !== 'arriving')
        ? false
        : EMPTY_MS,
  })
}

/** How a test that was asked for is getting on; asks twice a second until it has ended. */
export function useTestStatus(id: string | undefined) {
  return useQuery({
    queryKey: ['test', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => get<TestStatus>(`/tests/${id}/status`, {}, signal),
    refetchInterval: ({ state }) => (state.data && ended(state.data) ? false : 500),
  })
}

/** Whether nothing more will come of it. */
export const ended = ({ status }: TestStatus): boolean => status === 'done' || status === 'expired'

/** Asks again for what is on the page, without cutting off a question that is on its way. */
export function refresh(client: QueryClient, ...keys: string[][]): void {
  if (document.hidden) return // coming back asks by itself
  for (const queryKey of keys) {
    void client.refetchQueries({ queryKey, type: 'active' }, { cancelRefetch: false })
  }
}
