import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useMay } from '../account/me'
import { type PathId, refresh, usePath } from '../api/queries'
import type { LiveEvent } from '../api/live'
import type { PathRow } from '../api/types'
import { useConnection, useEvents } from '../app/live'
import { useRead } from '../app/search'
import type { Stretch } from '../chart/window'
import { span } from '../format/numbers'
import { reasonWords } from '../format/words'
import { Escalated } from '../incidents/Escalated'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Ago, STATE_TEXT, Skeleton, StaleNote, StateBadge } from '../ui/parts'
import { CheckCard } from './CheckCard'
import { RangeBar } from './RangeBar'
import { RecentResults } from './RecentResults'
import { TestNow } from './TestNow'
import { TierCard } from './TierCard'
import { WayCard } from './WayCard'
import { type PathSearch, pathSearch } from './search'
import { kept, viewOf } from './view'

const AT = '/paths/$probe/$target'

const TestForm = lazy(() => import('./TestForm'))

/** One path: how it is, how it was, and a test at once. */
export function PathPage() {
  const { probe, target } = useParams({ from: AT })
  const live = useConnection() === 'live'
  const path = usePath({ probe, target }, live)
  const client = useQueryClient()
  useEvents(
    useCallback(() => {
      const keys = ['paths', 'series', 'results', 'decisions'].map((what) => [what, probe, target])
      refresh(client, ...keys)
    }, [client, probe, target]),
    useCallback(
      ({ kind, value }: LiveEvent) =>
        kind !== 'incident' && value.probe === probe && value.target === target,
      [probe, target],
    ),
  )
  useEffect(() => {
    document.title = `${probe} → ${target} · WaddlePerf`
  }, [probe, target])

  return (
    <>
      <nav aria-label={t('Breadcrumb')} className="text-muted">
        <Link to="/" className="inline-flex min-h-6 items-center underline hover:text-text">
          {t('All paths')}
        </Link>
      </nav>
      {path.data && path.isError && <StaleNote error={path.error} dataAt={path.dataUpdatedAt} />}
      {path.data ? (
        <Known key={`${probe} ${target}`} id={{ probe, target }} path={path.data} live={live} />
      ) : path.data === null ? (
        <Unknown id={{ probe, target }} />
      ) : path.isError ? (
        <ProblemCard error={path.error} onRetry={() => void path.refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={3} className="h-40" />
        </div>
      )}
    </>
  )
}

function Known({ id, path, live }: { id: PathId; path: PathRow; live: boolean }) {
  const search = useRead(useSearch({ from: AT }), pathSearch)
  const navigate = useNavigate({ from: AT })
  const change = (next: PathSearch): void => void navigate({ search: next })
  const view = useMemo(() => viewOf(search), [search])
  const zoom = (stretch?: Stretch): void => change({ ...stretch, ...kept(search) })
  const may = useMay('maintainer')
  const [choosing, setChoosing] = useState(false)
  const chooser = useRef<HTMLButtonElement>(null)
  return (
    <>
      <div className="flex flex-wrap items-start gap-3">
        <Heading path={path} />
        {may && (
          <button
            ref={chooser}
            type="button"
            className="button"
            aria-expanded={choosing}
            onClick={() => setChoosing(!choosing)}
          >
            {t('Choose a test…')}
          </button>
        )}
        {may && (
          <Link
            to="/test"
            search={{ probe: [id.probe], target: id.target, check: scheduled(path.checks) }}
            className="button"
          >
            {t('More probes…')}
          </Link>
        )}
        <TestNow id={id} checks={scheduled(path.checks)} />
      </div>
      {choosing && (
        <Suspense fallback={<Skeleton rows={3} className="h-16" />}>
          <TestForm
            id={id}
            onClose={() => {
              setChoosing(false)
              chooser.current?.focus()
            }}
          />
        </Suspense>
      )}
      <RangeBar search={search} view={view} onChange={change} />
      <TierCard
        id={id}
        path={path}
        view={view}
        table={search.table === true}
        live={live}
        onZoom={zoom}
      />
      {path.checks.map((check) => (
        <CheckCard
          key={`${check.check} ${check.family}`}
          id={id}
          check={check}
          view={view}
          table={search.table === true}
          live={live}
          compare={search.compare}
          onZoom={zoom}
        />
      ))}
      <WayCard id={id} checks={path.checks} view={view} live={live} />
      <RecentResults id={id} />
    </>
  )
}

function Heading({ path }: { path: PathRow }) {
  const unwell = path.checks.filter(({ state, reason }) => state !== 'healthy' && reason !== '')
  const intervals = path.checks.flatMap(({ intervalUs }) => intervalUs ?? [])
  return (
    <div className="min-w-0 flex-1 basis-60">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-lg font-semibold wrap-anywhere">
          {path.probe} <span className="text-muted">→</span>
          <span className="sr-only"> {t('to||from a probe to a target')} </span> {path.target}
        </h1>
        <StateBadge state={path.state} />
        <Escalated row={path} className="inline-flex" />
      </div>
      <p className="text-muted wrap-anywhere">
        {path.address !== path.target && <>{path.address} · </>}
        {path.updatedAt == null
          ? t('no result yet')
          : rich('last result {ago}', { ago: <Ago at={path.updatedAt} /> })}
        {intervals.length > 0 && (
          <> · {t('every {time}', { time: span(Math.min(...intervals)) })}</>
        )}
      </p>
      {unwell.map(({ check, family, state, reason }) => (
        <p key={`${check} ${family}`} className={`mt-1 wrap-anywhere ${STATE_TEXT[state]}`}>
          {check}: {reasonWords(check, reason)}
        </p>
      ))}
    </div>
  )
}

function Unknown({ id }: { id: PathId }) {
  return (
    <div className="card p-6">
      <h1 className="text-base font-semibold wrap-anywhere">
        {t('Nothing is known of {path}', { path: `${id.probe} → ${id.target}` })}
      </h1>
      <p className="mt-1 text-muted">
        {t(
          'No such path has a result yet. If it was just added, its first result appears here by itself.',
        )}
      </p>
      <Link to="/" className="button mt-3">
        {t('To all paths')}
      </Link>
    </div>
  )
}

/** Checks of a schedule; where there are none, the tests that were asked for, with their defaults. */
function scheduled(checks: PathRow['checks']): string[] {
  const planned = checks.filter((check) => check.intervalUs !== null)
  const names =
    planned.length > 0 ? planned.map(({ check }) => check) : checks.map(({ test }) => test)
  return [...new Set(names)]
}
