import { useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { problemOf } from '../api/client'
import type { Fleet } from '../api/fleet'
import { useFleet } from '../api/fleetQueries'
import { useConnection } from '../app/live'
import { useRead, useSearchState } from '../app/search'
import { count } from '../format/numbers'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { kioskSearch } from '../kiosk/search'
import { Changes } from '../ui/Changes'
import { Forbidden } from '../ui/Forbidden'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton } from '../ui/parts'
import { withElsewhere } from '../ui/held'
import { useHeldOrder } from '../ui/useHeldOrder'
import { Facets } from './Facets'
import { FilterBar } from './FilterBar'
import { Keys, NoMatch, NothingYet, Old } from './Notes'
import { PathTable } from './PathTable'
import { Tiles } from './Tiles'
import { type Line, lineOf, linesOf } from './groups'
import { useListKeys } from './keys'
import { type FleetSearch, fleetSearch, narrows } from './search'
import { select, tally } from './select'

const FleetKiosk = lazy(() => import('../kiosk/FleetKiosk'))

/** All paths, worst first; on a wall without anything to press. */
export function FleetPage() {
  const { kiosk } = useRead(useSearch({ from: '/' }), kioskSearch)
  if (!kiosk) return <Paths />
  return (
    <Suspense fallback={null}>
      <FleetKiosk />
    </Suspense>
  )
}

function Paths() {
  const [search, change] = useSearchState(fleetSearch)
  const fleet = useFleet()
  const isLive = useConnection() === 'live'
  useListKeys(() => {
    const { unhealthy, ...rest } = search
    change(unhealthy ? rest : { ...rest, unhealthy: true })
  })
  const paths = fleet.data?.paths
  const states = useMemo(() => paths && tally(paths), [paths])
  useTitle((states?.failing ?? 0) + (states?.breaching ?? 0))
  return (
    <>
      <h1 className="sr-only">{t('Paths, worst first')}</h1>
      {fleet.data && (fleet.isError || !isLive) && (
        <Old dataAt={fleet.dataUpdatedAt} error={fleet.error} />
      )}
      <Tiles states={states} search={search} onChange={change} />
      {fleet.data ? (
        <Body fleet={fleet.data} search={search} onChange={change} />
      ) : !fleet.isError ? (
        <div className="card">
          <Skeleton rows={8} />
        </div>
      ) : problemOf(fleet.error).status === 403 ? (
        <Forbidden what={t('paths')} error={fleet.error} />
      ) : (
        <ProblemCard error={fleet.error} onRetry={() => void fleet.refetch()} />
      )}
    </>
  )
}

const keyOfLine = ({ key }: Line): string => key

function useTitle(unwell: number): void {
  useEffect(() => {
    const title = `${t('Paths')} · WaddlePerf`
    document.title = unwell > 0 ? `(${unwell}) ${title}` : title
  }, [unwell])
}

function Body(props: {
  fleet: Fleet
  search: FleetSearch
  onChange: (search: FleetSearch) => void
}) {
  const { fleet, search, onChange } = props
  const [facetsOpen, setFacetsOpen] = useState(false)
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map())
  const turn = useCallback(
    (key: string, open: boolean) => setTurned((before) => new Map(before).set(key, open)),
    [],
  )
  const deferred = useDeferredValue(search)
  const { rows, counts } = useMemo(() => select(fleet.paths, deferred), [fleet.paths, deferred])
  const { group } = deferred
  const filtered = narrows(deferred)
  const lines = useMemo(
    () => linesOf(rows, group, filtered, turned),
    [rows, group, filtered, turned],
  )
  const asked = useMemo(() => ({ deferred, turned }), [deferred, turned])
  const order = useHeldOrder<Line>(lines, keyOfLine, asked)
  const { items, gone } = order
  // a filter that does not fit any more hides a path, and is no reason to tell how it was
  const shown = useMemo(() => {
    const elsewhere = gone.size === 0 ? [] : fleet.paths.filter(({ key }) => gone.has(key))
    return withElsewhere({ items, gone }, elsewhere.map(lineOf), keyOfLine)
  }, [items, gone, fleet.paths])
  if (fleet.paths.length === 0) return <NothingYet />
  return (
    <>
      <FilterBar
        search={search}
        onChange={onChange}
        facetsOpen={facetsOpen}
        onFacets={() => setFacetsOpen(!facetsOpen)}
      />
      <div className="gap-4 max-lg:space-y-4 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
        <aside
          id="facets"
          aria-label={t('Facets')}
          className={`lg:sticky lg:top-16 lg:max-h-[calc(100vh-5rem)] lg:self-start
            lg:overflow-y-auto ${facetsOpen ? 'card p-3 lg:border-0 lg:bg-transparent lg:p-0' : 'max-lg:hidden'}`}
        >
          <Facets search={search} counts={counts} onChange={onChange} />
        </aside>
        <div className="min-w-0 space-y-2" {...order.around}>
          <div className="flex flex-wrap items-center gap-3 text-muted">
            <p role="status">
              {plural(
                fleet.paths.length,
                '{shown} of {n} paths, worst first',
                '{shown} of {n} paths, worst first',
                { shown: count(rows.length) },
              )}
            </p>
            <Changes changes={order.changes} onTake={order.take} />
            <Keys />
          </div>
          {order.items.length > 0 ? (
            <PathTable lines={shown.items} gone={shown.gone} onTurn={turn} />
          ) : (
            <NoMatch search={search} total={fleet.paths.length} onReset={() => onChange({})} />
          )}
        </div>
      </div>
    </>
  )
}
