import { useNow } from '../app/clock'
import { problemOf } from '../api/client'
import type { PathState } from '../api/types'
import { ago, localTime, utcTime } from '../format/times'
import { STATES } from '../format/states'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { StateIcon } from './icons'

/** The text colour of a state. */
export const STATE_TEXT: Record<PathState, string> = {
  failing: 'text-failing',
  breaching: 'text-breaching',
  stale: 'text-stale',
  unproven: 'text-unproven',
  healthy: 'text-healthy',
}

/** A state: icon, word and colour. */
export function StateBadge({ state }: { state: PathState }) {
  return (
    <span
      className={`relative z-1 inline-flex items-center gap-1.5 font-medium ${STATE_TEXT[state]}`}
      title={t(STATES[state].means)}
    >
      <StateIcon state={state} />
      {t(STATES[state].word)}
    </span>
  )
}

/** "3 s ago", ticking; the exact time, local and UTC, as its tooltip. */
export function Ago({ at }: { at: string }) {
  const now = useNow()
  const then = Date.parse(at)
  return (
    <time
      dateTime={at}
      title={t('{time} local, {utc}', { time: localTime(then, now), utc: utcTime(then) })}
      className="relative z-1"
    >
      {ago(then, now)}
    </time>
  )
}

/** A local time with UTC as its tooltip. */
export function LocalTime({ at }: { at: string }) {
  const then = Date.parse(at)
  return (
    <time dateTime={at} title={utcTime(then)}>
      {localTime(then)}
    </time>
  )
}

/**
 * How old something is, ticking; for a live region: who listens is told the time of it, which does
 * not change.
 */
export function Age({ at }: { at: number }) {
  const now = useNow()
  return (
    <>
      <span aria-hidden="true">{ago(at, now)}</span>
      <span className="sr-only">{localTime(at)}</span>
    </>
  )
}

/** What is on the page is old because the newest question failed. */
export function StaleNote({ error, dataAt }: { error: unknown; dataAt: number }) {
  return (
    <p role="status" className="card flex items-center gap-2 border-stale px-3 py-2">
      <span className="text-stale">
        <StateIcon state="stale" />
      </span>
      <span>
        <strong>{rich('What you see is from {age}.', { age: <Age at={dataAt} /> })}</strong>{' '}
        {t('{problem}; the page keeps trying.', { problem: problemOf(error).title })}
      </span>
    </p>
  )
}

/** The shape of rows that are on their way. */
export function Skeleton({ rows, className = 'h-10' }: { rows: number; className?: string }) {
  return (
    <div role="status" aria-label={t('Loading')} className="space-y-2 p-3">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={`animate-pulse rounded bg-raised ${className}`} />
      ))}
    </div>
  )
}
