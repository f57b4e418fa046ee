import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { get, problemOf } from '../api/client'
import { ended } from '../api/queries'
import type { Result, TestStatus } from '../api/types'
import { live, useConnection } from '../app/live'
import { lacksResults, resultsOf, withResults } from './progress'

/** How far it is, without results: small, whatever was ordered. */
const STEP_MS = 1_000
/** Results of hundreds of probes are megabytes: they come by the stream, and are asked for without it. */
const WITHOUT_STREAM_MS = 2_000

/** An order that is watched: its steps are asked for, its results come by the page's one stream. */
export function useRun(id: string) {
  const isLive = useConnection() === 'live'
  const { arrived, missed } = useArrived(id)
  const steps = useQuery({
    queryKey: ['test', id, 'steps'],
    queryFn: ({ signal }) => status(id, false, signal),
    refetchInterval: ({ state }) =>
      isUnknown(state) || (state.data && ended(state.data)) ? false : STEP_MS,
  })
  const over = steps.data !== undefined && ended(steps.data)
  const whole = useQuery({
    queryKey: ['test', id, 'whole', missed, over],
    queryFn: ({ signal }) => status(id, true, signal),
    staleTime: Infinity,
    refetchInterval: ({ state }) => {
      const { data } = state
      if (isUnknown(state)) return false
      if (data && ended(data) && !lacksResults(data)) return false
      return isLive && !over ? false : WITHOUT_STREAM_MS
    },
    placeholderData: keepPreviousData,
  })
  const run = useMemo(
    () => steps.data && withResults(steps.data, new Map([...resultsOf(whole.data), ...arrived])),
    [steps.data, whole.data, arrived],
  )
  const { error, isError, dataUpdatedAt } = steps
  return { run, error, isError, dataUpdatedAt, retry: () => void steps.refetch() }
}

/** A database of many nodes may know an order a moment later than it was made. */
const ASKED_OFTEN = 5

/** Whether there is none of that id: then there will be none. */
export const isUnknown = (asked: { error: unknown; errorUpdateCount: number }): boolean =>
  asked.error !== null &&
  problemOf(asked.error).status === 404 &&
  asked.errorUpdateCount >= ASKED_OFTEN

const status = (id: string, results: boolean, signal: AbortSignal): Promise<TestStatus> =>
  get(`/tests/${encodeURIComponent(id)}/status`, { results: String(results) }, signal)

/** The results that came by the stream, and how often it missed some. */
function useArrived(id: string) {
  const [arrived, setArrived] = useState<ReadonlyMap<string, Result>>(new Map())
  const [missed, setMissed] = useState(0)
  useEffect(
    () =>
      live.events((event) => {
        if (event === undefined) setMissed((times) => times + 1)
        else if (event.kind === 'result' && event.value.runId === id) {
          const { value } = event
          setArrived((before) => new Map(before).set(value.commandId, value))
        }
      }),
    [id],
  )
  return { arrived, missed }
}
