import type { TracerouteDetails } from '../api/details'
import type { Result } from '../api/types'
import { type Episode, troubledAt } from './episodes'

/** A traceroute that was measured. */
export interface Way {
  result: Result
  details: TracerouteDetails
}

/** The ways that results of one family tell of, in their order. */
export const waysOf = (results: Result[], family: string): Way[] =>
  results.flatMap((result) => {
    const { details } = result
    const traced = result.family === family && details?.type === 'traceroute'
    return traced && details.hops.length > 0 ? [{ result, details }] : []
  })

/**
 * The newest way, and the newest one before it that reached its target while nothing was wrong with
 * the path; undefined where nothing was traced.
 *
 * @param ways newest first
 */
export function pairOf(
  ways: Way[],
  episodes: Episode[],
): { now: Way; good: Way | undefined } | undefined {
  const [now, ...earlier] = ways
  if (now === undefined) return undefined
  const good = earlier.find(
    ({ result, details }) => details.reached && !troubledAt(episodes, Date.parse(result.startedAt)),
  )
  return { now, good }
}
