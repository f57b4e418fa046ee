import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useMe } from '../account/me'
import { problemOf } from '../api/client'
import { FIRST_INCIDENTS, useDemo, useIncidents } from '../api/incidentQueries'
import type { IncidentState, IncidentSummary } from '../api/incidents'
import { useConnection } from '../app/live'
import { useRead } from '../app/search'
import { useListKeys } from '../fleet/keys'
import { count } from '../format/numbers'
import { type Message, msg, t, within } from '../language/text'
import { Changes } from '../ui/Changes'
import { Forbidden } from '../ui/Forbidden'
import { withElsewhere } from '../ui/held'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { useHeldOrder } from '../ui/useHeldOrder'
import { IncidentList } from './IncidentList'
import {
  CLOSED,
  CURRENT,
  type IncidentSearch,
  type Shown,
  incidentSearch,
  worstFirst,
} from './search'
import { INCIDENT_STATES, lookOf } from './words'

const MOST = 500
/** Of those that closed lately. */
const FEW = 5

/** Incidents: what goes on, and what is over. */
export function IncidentsPage() {
  const { state, assignee } = useRead(useSearch({ from: '/incidents' }), incidentSearch)
  const states = useMemo(() => (state === undefined ? CURRENT : [state]), [state])
  useListKeys()
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <h1 className="text-lg font-semibold">{t('Incidents')}</h1>
        <Tabs shown={state} />
        <Whose assignee={assignee} />
      </div>
      <Listed key={`${states.join()} ${assignee ?? ''}`} states={states} assignee={assignee} />
      {state === undefined && <ClosedLately assignee={assignee} />}
    </>
  )
}

const TABS: [shown: Shown | undefined, word: Message][] = [
  [undefined, msg('Current||incidents')],
  ['open', msg('Open||not closed')],
  ['recovering', msg('Recovering')],
  ['closed', msg('Closed||not open')],
]

function Tabs({ shown }: { shown: Shown | undefined }) {
  const navigate = useNavigate({ from: '/incidents' })
  return (
    <div role="group" aria-label={t('Incidents by state')} className="flex flex-wrap gap-1">
      {TABS.map(([state, word]) => (
        <button
          key={state ?? 'current'}
          type="button"
          className="button"
          aria-pressed={state === shown}
          onClick={() => void navigate({ search: ({ assignee }) => searchOf(state, assignee) })}
        >
          {t(word)}
        </button>
      ))}
    </div>
  )
}

const searchOf = (state: Shown | undefined, assignee: string | undefined): IncidentSearch => ({
  ...(state !== undefined && { state }),
  ...(assignee !== undefined && { assignee }),
})

/** Those of everybody, or of one: one's own, or whom the URL names. */
function Whose({ assignee }: { assignee: string | undefined }) {
  const me = useMe()
  const navigate = useNavigate({ from: '/incidents' })
  const who = assignee ?? (me.via === 'session' ? me.name : undefined)
  if (who === undefined) return null
  const next = assignee === undefined ? who : undefined
  return (
    <button
      type="button"
      className="button"
      aria-pressed={assignee !== undefined}
      onClick={() => void navigate({ search: ({ state }) => searchOf(state, next) })}
    >
      {who === me.name ? t('Assigned to me') : t('Assigned to {who}', { who })}
    </button>
  )
}

const keyOf = ({ id }: IncidentSummary): string => id

function Listed(props: { states: readonly IncidentState[]; assignee: string | undefined }) {
  const { states, assignee } = props
  const [limit, setLimit] = useState(FIRST_INCIDENTS)
  const incidents = useIncidents(states, limit, useConnection() === 'live', assignee)
  const { data, isError, error, dataUpdatedAt } = incidents
  const items = useMemo(() => worstFirst(data?.items ?? [], states), [data, states])
  const order = useHeldOrder(items, keyOf, states)
  // what has gone from here has mostly closed
  const closed = useIncidents(CLOSED, FEW, useConnection() === 'live').data?.items
  const shown = withElsewhere(order, closed ?? [], keyOf)
  const open = items.filter(({ state }) => state === 'open').length
  useEffect(() => {
    document.title = `${open > 0 ? `(${open}) ` : ''}${t('Incidents')} · WaddlePerf`
  }, [open])
  if (data === undefined) {
    return isError && problemOf(error).status === 403 ? (
      <Forbidden what={t('incidents||what an account may not see')} error={error} />
    ) : isError ? (
      <ProblemCard error={error} onRetry={() => void incidents.refetch()} />
    ) : (
      <div className="card">
        <Skeleton rows={4} className="h-16" />
      </div>
    )
  }
  return (
    <>
      {isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      {order.items.length === 0 ? (
        <None states={states} assignee={assignee} />
      ) : (
        <div className="space-y-2" {...order.around}>
          <IncidentList
            {...shown}
            label={t('Incidents: {states}', { states: states.map(stateWord).join(', ') })}
          />
          {order.changes > 0 && <Changes changes={order.changes} onTake={order.take} />}
        </div>
      )}
      {data.next != null && (
        <p className="flex flex-wrap items-center gap-3 text-muted">
          <span>{t('These are the newest {n}.', { n: count(data.items.length) })}</span>
          {limit < MOST && (
            <button type="button" className="button" onClick={() => setLimit(MOST)}>
              {t('Load up to {n}', { n: count(MOST) })}
            </button>
          )}
        </p>
      )}
    </>
  )
}

const stateWord = (state: IncidentState): string => within(lookOf(INCIDENT_STATES, state).word)

const NONE: Record<IncidentState, Message> = {
  open: msg('No incident is open.'),
  recovering: msg('No incident is recovering.'),
  closed: msg('No incident is closed.'),
  unknown: msg('No incident is unknown.'),
}

function None(props: { states: readonly IncidentState[]; assignee: string | undefined }) {
  const { states, assignee } = props
  const { data: demo } = useDemo()
  if (assignee !== undefined) {
    return (
      <div className="card p-6">
        <p className="font-semibold">
          {t('None of these is assigned to {who}.', { who: assignee })}
        </p>
      </div>
    )
  }
  if (states.length === 1) {
    return (
      <div className="card p-6">
        <p className="font-semibold">{t(NONE[states[0] ?? 'unknown'])}</p>
      </div>
    )
  }
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">{t('No incident, and that is good.')}</p>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          'When a path gets slow, loses packets or stops answering, it is tested again within seconds; once that is confirmed, its incident appears here by itself.',
        )}{' '}
        {t(
          demo
            ? 'To see one happen, choose a fault above.'
            : 'To see one happen, start the demo and break something:',
        )}
      </p>
      {!demo && (
        <pre className="mt-3 overflow-x-auto rounded bg-raised px-3 py-2 font-mono" tabIndex={0}>
          ./waddleperf up --demo
        </pre>
      )}
    </div>
  )
}

/** What has just ended, so that a short incident does not vanish under the reader's eyes. */
function ClosedLately({ assignee }: { assignee: string | undefined }) {
  const closed = useIncidents(CLOSED, FEW, useConnection() === 'live', assignee)
  const items = worstFirst(closed.data?.items ?? [], CLOSED)
  if (items.length === 0) return null
  return (
    <section aria-labelledby="lately" className="space-y-2 pt-2">
      <h2 id="lately" className="font-semibold">
        {t('Closed lately')}
      </h2>
      <IncidentList items={items} label={t('Closed lately')} />
      <p>
        <Link
          to="/incidents"
          search={searchOf('closed', assignee)}
          className="inline-flex min-h-6 items-center text-muted underline hover:text-text"
        >
          {t('All closed incidents')}
        </Link>
      </p>
    </section>
  )
}
