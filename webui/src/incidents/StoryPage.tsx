import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { problemOf } from '../api/client'
import { useIncident, useIncidentResults } from '../api/incidentQueries'
import type { Incident } from '../api/incidents'
import type { LiveEvent } from '../api/live'
import { refresh } from '../api/queries'
import type { Result } from '../api/types'
import { useConnection, useEvents } from '../app/live'
import { t } from '../language/text'
import { Forbidden } from '../ui/Forbidden'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { Actions } from './Actions'
import { Deliveries } from './Deliveries'
import { Heading } from './Heading'
import { Members } from './Members'
import { Milestones } from './Milestones'
import { Silenced } from './Silenced'
import { Timeline } from './Timeline'
import { useActing } from './acting'

/** One incident: what happened, what was found, and what one can do. */
export function StoryPage() {
  const { id } = useParams({ from: '/incidents/$id' })
  const [eager, setEager] = useState(false)
  const live = useConnection() === 'live'
  const incident = useIncident(id, live, eager)
  const client = useQueryClient()
  useEvents(
    useCallback(() => refresh(client, ['incident', id]), [client, id]),
    useCallback(({ kind, value }: LiveEvent) => kind === 'incident' && value.id === id, [id]),
  )
  const sentence = incident.data?.sentence
  useEffect(() => {
    document.title = `${sentence ?? t('Incident')} · WaddlePerf`
  }, [sentence])

  return (
    <>
      <nav aria-label={t('Breadcrumb')} className="text-muted">
        <Link
          to="/incidents"
          className="inline-flex min-h-6 items-center underline hover:text-text"
        >
          {t('All incidents')}
        </Link>
      </nav>
      {incident.data === undefined && <h1 className="sr-only">{t('Incident')}</h1>}
      {incident.data && incident.isError && (
        <StaleNote error={incident.error} dataAt={incident.dataUpdatedAt} />
      )}
      {incident.data ? (
        <Known key={incident.data.id} incident={incident.data} live={live} onWaiting={setEager} />
      ) : incident.data === null ? (
        <Unknown id={id} />
      ) : incident.isError && problemOf(incident.error).status === 403 ? (
        <Forbidden what={t('incidents||what an account may not see')} error={incident.error} />
      ) : incident.isError ? (
        <ProblemCard error={incident.error} onRetry={() => void incident.refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={3} className="h-40" />
        </div>
      )}
    </>
  )
}

function Known(props: {
  incident: Incident
  live: boolean
  onWaiting: (waiting: boolean) => void
}) {
  const { incident, live, onWaiting } = props
  const results = useIncidentResults(incident.id, live)
  const byId = useMemo(
    () => new Map<string, Result>(results.data?.items.map((result) => [result.id, result])),
    [results.data],
  )
  const acting = useActing(incident, onWaiting)
  const { shown } = acting
  return (
    <>
      <Heading incident={shown} />
      <Silenced incident={incident} live={live} />
      <Milestones incident={shown} />
      <Actions incident={incident} acting={acting} />
      <div className="gap-4 max-xl:space-y-4 xl:grid xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="min-w-0 space-y-4">
          {results.isError && (
            <ProblemCard error={results.error} onRetry={() => void results.refetch()} />
          )}
          <Timeline incident={incident} results={byId} />
        </div>
        <div className="space-y-4">
          <Members members={incident.members} closed={incident.state === 'closed'} />
          <Deliveries incident={incident.id} live={live} />
        </div>
      </div>
    </>
  )
}

function Unknown({ id }: { id: string }) {
  return (
    <div className="card p-6">
      <h1 className="text-base font-semibold">{t('There is no such incident')}</h1>
      <p className="mt-1 text-muted wrap-anywhere">
        {t(
          'Nothing is known of {id}. It may have been deleted with age, or the address is mistyped.',
          { id },
        )}
      </p>
      <Link to="/incidents" className="button mt-3">
        {t('To all incidents')}
      </Link>
    </div>
  )
}
