import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { movedBy } from '../chart/compare'
import { PERIODS, type PeriodName, type View } from '../chart/ranges'
import { stretchOf } from '../chart/window'
import { get } from './client'
import { oldestFirst } from './decisions'
import type { Decision } from './incidents'
import { type PathId, intervalMs } from './queries'
import type { CheckState, Page, Point, Result, SeriesData } from './types'

const POINTS = 300
const DECISIONS = 500
const DEEPER = 100
const WAYS = 40
/** An earlier period does not change; the end of this one does. */
const EARLIER_MS = 60_000

/** The points of a check at an earlier time, moved to the view's. */
export function useEarlier(
  { probe, target }: PathId,
  { check, family }: CheckState,
  view: View,
  period: PeriodName | undefined,
) {
  return useQuery({
    queryKey: ['series', probe, target, check, family, view, period],
    enabled: period !== undefined,
    queryFn: async ({ signal }): Promise<Point[]> => {
      const byMs = period === undefined ? 0 : PERIODS[period].ms
      const { from, to } = stretchOf(view, Date.now())
      const [begin, end] = [from, to].map((ms) => new Date(ms - byMs).toISOString())
      const query = { probe, target, check, family, from: begin, to: end, points: POINTS }
      return movedBy((await get<SeriesData>('/series', query, signal)).points, byMs)
    },
    staleTime: EARLIER_MS,
    refetchInterval: 'range' in view ? EARLIER_MS : false,
  })
}

/** What was decided about a path up to the end of a view, oldest first. */
export function useDecisions({ probe, target }: PathId, view: View, live: boolean) {
  return useQuery({
    queryKey: ['decisions', probe, target, view],
    queryFn: async ({ signal }): Promise<Decision[]> => {
      const until = 'range' in view ? {} : { to: new Date(view.to).toISOString() }
      const query = { probe, target, limit: DECISIONS, ...until }
      return oldestFirst((await get<Page<Decision>>('/escalations', query, signal)).items)
    },
    refetchInterval: 'range' in view ? intervalMs(live) : false,
    placeholderData: keepPreviousData,
  })
}

/** What tiers 2 and 3 found on a path within a view. */
export function useDeeperResults({ probe, target }: PathId, view: View, live: boolean) {
  return useQuery({
    queryKey: ['results', probe, target, 'deeper', view],
    queryFn: async ({ signal }): Promise<Result[]> => {
      const stretch = stretchOf(view, Date.now())
      const [from, to] = [stretch.from, stretch.to].map((ms) => new Date(ms).toISOString())
      const pages = [2, 3].map((tier) =>
        get<Page<Result>>('/results', { probe, target, tier, from, to, limit: DEEPER }, signal),
      )
      return (await Promise.all(pages)).flatMap(({ items }) => items)
    },
    refetchInterval: 'range' in view ? intervalMs(live) : false,
    placeholderData: keepPreviousData,
  })
}

/** The newest traceroutes of some checks up to the end of a view, newest first. */
export function useWays(
  { probe, target }: PathId,
  checks: readonly string[],
  view: View,
  live: boolean,
) {
  return useQueries({
    queries: checks.map((check) => ({
      queryKey: ['results', probe, target, 'ways', check, view],
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        const until = 'range' in view ? {} : { to: new Date(view.to).toISOString() }
        const query = { probe, target, check, limit: WAYS, ...until }
        return get<Page<Result>>('/results', query, signal)
      },
      refetchInterval: 'range' in view ? intervalMs(live) : (false as const),
    })),
    combine: (asked) => ({
      data: asked.every(({ data }) => data !== undefined)
        ? asked
            .flatMap(({ data }) => data?.items ?? [])
            .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))
        : undefined,
      error: asked.find(({ error }) => error !== null)?.error ?? null,
      dataAt: Math.min(...asked.map(({ dataUpdatedAt }) => dataUpdatedAt)),
      retry: () => asked.forEach(({ refetch }) => void refetch()),
    }),
  })
}
