import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { FleetPath } from '../api/fleet'
import { duration, ofLimit, percent } from '../format/numbers'
import { reasonWords } from '../format/words'
import { Badge } from '../incidents/Marks'
import { TIER_STATES, lookOf } from '../incidents/words'
import { t } from '../language/text'
import { NoLongerListed } from '../ui/Gone'
import { Ago, STATE_TEXT, StateBadge } from '../ui/parts'
import type { RowPlace } from './PathTable'
import { SparkCell } from './SparkCell'
import { ROW_LINK } from './keys'
import { sparkKey } from './sparks'

const CELL = 'px-3 py-1.5 align-top max-md:block max-md:py-0.5'

/** A path as a row. */
export const PathLine = memo(
  function PathLine(props: {
    path: FleetPath
    row: RowPlace
    measure: (row: HTMLElement | null) => void
    /** Whether it has left the list, and it is known how it stands. */
    gone: 'known' | 'unknown' | undefined
  }) {
    const { path, row, measure, gone } = props
    return (
      <tr
        role="row"
        ref={measure}
        {...row}
        className="relative border-b border-line last:border-0 hover:bg-raised max-md:grid
          max-md:grid-cols-[1fr_auto] max-md:py-2 has-[a:focus-visible]:bg-raised"
      >
        <td role="cell" className={CELL}>
          {gone !== 'unknown' && (
            <>
              <StateBadge state={path.state} />
              <Standing path={path} />
            </>
          )}
          {gone !== undefined && (
            <span className="block max-md:ml-4 max-md:inline">
              <NoLongerListed />
            </span>
          )}
        </td>
        <td role="rowheader" className={`${CELL} max-md:order-2 max-md:col-span-2`}>
          <Name path={path} />
        </td>
        <td role="cell" className={`${CELL} max-md:order-3 max-md:row-span-2`}>
          <SparkCell series={sparkKey(path)} />
        </td>
        <td role="cell" className={`${CELL} tabular-nums max-md:order-4`}>
          {path.latencyUs === null ? (
            <span className="text-muted">–</span>
          ) : (
            <>
              {duration(path.latencyUs)} <span className="text-muted">{path.check}</span>
            </>
          )}
        </td>
        <td role="cell" className={`${CELL} tabular-nums max-md:order-5`}>
          <Loss loss={path.loss} />
        </td>
        <td role="cell" className={`${CELL} max-md:hidden`}>
          <Load path={path} />
        </td>
        <td
          role="cell"
          className={`${CELL} text-right whitespace-nowrap text-muted tabular-nums max-md:order-1`}
        >
          {path.newestMs === null ? (
            t('none yet||no result of a path')
          ) : (
            <Ago at={new Date(path.newestMs).toISOString()} />
          )}
        </td>
      </tr>
    )
  },
  (a, b) => a.path === b.path && a.gone === b.gone && a.row['data-index'] === b.row['data-index'],
)

function Name({ path }: { path: FleetPath }) {
  const { probe, target, address, state, reason } = path
  const [check = ''] = reason.split(': ', 1)
  return (
    <>
      <Link
        to="/paths/$probe/$target"
        params={{ probe, target }}
        className="font-medium wrap-anywhere after:absolute after:inset-0"
        {...{ [ROW_LINK]: '' }}
      >
        {probe} <span className="text-muted">→</span>
        <span className="sr-only"> {t('to||from a probe to its target')} </span> {target}
      </Link>
      {address !== target && <span className="block text-muted wrap-anywhere">{address}</span>}
      {reason !== '' && state !== 'healthy' && (
        <span className={`block wrap-anywhere ${STATE_TEXT[state]}`}>
          {check}: {reasonWords(check, reason)}
        </span>
      )}
    </>
  )
}

/** Where the path stands in the escalation, with the way to its incident. */
function Standing({ path }: { path: FleetPath }) {
  const { pathState, incident, probe, target } = path
  const calm = pathState === null || pathState === 'healthy' || pathState === 'unproven'
  if (calm && incident === null) return null
  return (
    <span className="relative z-1 flex flex-wrap items-center gap-x-3 max-md:ml-4 max-md:inline-flex">
      {!calm && <Badge look={lookOf(TIER_STATES, pathState)} quiet />}
      {incident !== null && (
        <Link
          to="/incidents/$id"
          params={{ id: incident }}
          className="inline-flex min-h-6 items-center text-accent underline"
          aria-label={t('Incident of {probe} to {target}', { probe, target })}
        >
          {t('Incident')}
        </Link>
      )}
    </span>
  )
}

function Loss({ loss }: { loss: number | null }) {
  if (loss === null) return <span className="text-muted">–</span>
  return (
    <span className={loss === 0 ? 'text-muted' : ''}>
      {percent(loss)}
      <span className="md:sr-only"> {t('loss')}</span>
    </span>
  )
}

/** The share of the limit that is used: a bar and the number. */
function Load({ path: { state, score } }: { path: FleetPath }) {
  if (state === 'failing' || state === 'unproven' || state === 'stale') {
    return <span className="text-muted">–</span>
  }
  const over = score > 1
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden="true" className="h-1.5 w-10 overflow-hidden rounded-full bg-raised">
        <span
          className={`block h-full rounded-full ${over ? 'bg-breaching' : 'bg-edge'}`}
          style={{ width: `${Math.max(4, Math.min(100, score * 100))}%` }}
        />
      </span>
      <span className={`tabular-nums whitespace-nowrap ${over ? 'text-breaching' : 'text-muted'}`}>
        {ofLimit(score)}
      </span>
    </span>
  )
}
