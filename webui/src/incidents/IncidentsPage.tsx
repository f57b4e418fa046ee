import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
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
import { CLOSED, CURRENT, type Shown, incidentSearch, worstFirst } from './search'
import { INCIDENT_STATES, lookOf } from './words'

const MOST = 500
/** Of those that closed lately. */
const FEW = 5

/** Incidents: what goes on, and what is over. */
export function IncidentsPage() {
  const { state } = useRead(useSearch({ from: '/incidents' }), incidentSearch)
  const states = useMemo(() => (state === undefined ? CURRENT : [state]), [state])
  useListKeys()
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <h1 className="text-lg font-semibold">{t('Incidents')}</h1>
        <Tabs shown={state} />
      </div>
      <Listed key={states.join()} states={states} />
      {state === undefined && <ClosedLately />}
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
          onClick={() => void navigate({ search: state === undefined ? {} : { state } })}
        >
          {t(word)}
        </button>
      ))}
    </div>
  )
}

const keyOf = ({ id }: IncidentSummary): string => id

function Listed({ states }: { states: readonly IncidentState[] }) {
  const [limit, setLimit] = useState(FIRST_INCIDENTS)
  const incidents = useIncidents(states, limit, useConnection() === 'live')
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
        <None states={states} />
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

function None({ states }: { states: readonly IncidentState[] }) {
  const { data: demo } = useDemo()
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
function ClosedLately() {
  const closed = useIncidents(CLOSED, FEW, useConnection() === 'live')
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
          search={{ state: 'closed' }}
          className="inline-flex min-h-6 items-center text-muted underline hover:text-text"
        >
          {t('All closed incidents')}
        </Link>
      </p>
    </section>
  )
}
