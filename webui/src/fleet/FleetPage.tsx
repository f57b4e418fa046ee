import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { refresh, usePaths } from '../api/queries'
import type { PathPage } from '../api/types'
import { useConnection, useEvents } from '../app/live'
import { count } from '../format/numbers'
import { ProblemCard, Skeleton, StaleNote } from '../ui/parts'
import { FilterBar } from './FilterBar'
import { PathTable } from './PathTable'
import { Tiles } from './Tiles'
import { useListKeys } from './keys'
import { type FleetSearch, shown } from './search'

const FIRST = 200
const MOST = 1_000
/** A long list is half a megabyte: it is asked for less often. */
const BUSY_ROWS = 100
const BUSY_MS = 3_000
const QUICK_MS = 1_000
const any = (): boolean => true

/** All paths, worst first. */
export function FleetPage() {
  const search = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const client = useQueryClient()
  const [limit, setLimit] = useState(FIRST)
  const paths = usePaths(limit, useConnection() === 'live')
  useEvents(
    useCallback(() => refresh(client, ['paths']), [client]),
    any,
    (paths.data?.items.length ?? 0) > BUSY_ROWS ? BUSY_MS : QUICK_MS,
  )
  const change = useCallback(
    (next: FleetSearch) => void navigate({ search: next, replace: true }),
    [navigate],
  )
  useListKeys(() => change(toggled(search)))
  const summary = paths.data?.summary
  useEffect(() => {
    const unwell = (summary?.failing ?? 0) + (summary?.breaching ?? 0)
    document.title = unwell > 0 ? `(${unwell}) Paths · WaddlePerf` : 'Paths · WaddlePerf'
  }, [summary])

  return (
    <>
      <h1 className="sr-only">Paths, worst first</h1>
      {paths.data && paths.isError && (
        <StaleNote error={paths.error} dataAt={paths.dataUpdatedAt} />
      )}
      <Tiles summary={summary} search={search} onChange={change} />
      <FilterBar search={search} onChange={change} />
      {paths.data ? (
        <List
          page={paths.data}
          search={search}
          onReset={() => change({})}
          onMore={limit < MOST ? () => setLimit(MOST) : undefined}
        />
      ) : paths.isError ? (
        <ProblemCard error={paths.error} onRetry={() => void paths.refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={8} />
        </div>
      )}
    </>
  )
}

function toggled({ unhealthy, ...rest }: FleetSearch): FleetSearch {
  return unhealthy ? rest : { ...rest, unhealthy: true }
}

function List(props: {
  page: PathPage
  search: FleetSearch
  onReset: () => void
  onMore: (() => void) | undefined
}) {
  const { page, search, onReset, onMore } = props
  const { items, next, summary } = page
  const deferred = useDeferredValue(search)
  const rows = useMemo(() => shown(items, deferred), [items, deferred])
  if (items.length === 0) return <NothingYet />
  return (
    <>
      {rows.length > 0 ? (
        <PathTable rows={rows} />
      ) : (
        <div className="card p-6">
          <p className="font-semibold">
            {search.unhealthy && search.q === undefined && search.state === undefined
              ? `All ${count(items.length)} paths are healthy.`
              : 'No path matches this filter.'}
          </p>
          <button type="button" className="button mt-3" onClick={onReset}>
            Show all paths
          </button>
        </div>
      )}
      <p className="flex flex-wrap items-center gap-3 text-muted">
        <span>
          {count(rows.length)} of {count(summary.total)} paths, worst first
          {next != null && `; the filter looks at the worst ${count(items.length)}`}
        </span>
        {next != null && onMore && (
          <button type="button" className="button" onClick={onMore}>
            Load up to {count(MOST)}
          </button>
        )}
        <Keys />
      </p>
    </>
  )
}

function NothingYet() {
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">No results yet</p>
      <p className="mt-1 max-w-prose text-muted">
        The first arrive within seconds of the start and appear here by themselves. To watch
        something else too, start WaddlePerf with its name:
      </p>
      <pre className="mt-3 overflow-x-auto rounded bg-raised px-3 py-2 font-mono" tabIndex={0}>
        ./waddleperf up --target example.net
      </pre>
      <p className="mt-3 text-muted">
        Nothing after a minute?{' '}
        <a className="text-accent underline" href="/api/v1/probes">
          See whether a probe reports
        </a>{' '}
        and{' '}
        <a className="text-accent underline" href="/q/health">
          whether all parts are up
        </a>
        .
      </p>
    </div>
  )
}

function Keys() {
  return (
    <span className="ml-auto hidden items-center gap-1.5 md:flex">
      {[
        ['/', 'filter'],
        ['j k', 'move'],
        ['Enter', 'open'],
        ['u', 'unhealthy only'],
      ].map(([key, does]) => (
        <span key={key} className="ml-2">
          <kbd className="rounded border border-line bg-raised px-1.5 font-mono">{key}</kbd> {does}
        </span>
      ))}
    </span>
  )
}
