import { useEffect } from 'react'
import { problemOf } from '../api/client'
import { type Geo, useGeo } from '../api/geo'
import { useSearchState } from '../app/search'
import { t } from '../language/text'
import { Forbidden } from '../ui/Forbidden'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { Details } from './Details'
import { MapTable } from './MapTable'
import { Nowhere, Unplaced } from './Unplaced'
import { WorldMap } from './WorldMap'
import { type MapSearch, mapSearch } from './search'
import { mapWords } from './words'

/** Where sites are, how their paths are, and which way the unhealthy ones go. */
export function MapPage() {
  const [search, change] = useSearchState(mapSearch)
  const geo = useGeo()
  useEffect(() => {
    document.title = `${t('Map')} · WaddlePerf`
  }, [])
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold">{t('Map')}</h1>
        {geo.data?.sites.length !== 0 && <Switches search={search} onChange={change} />}
      </div>
      {geo.data && geo.isError && <StaleNote error={geo.error} dataAt={geo.dataUpdatedAt} />}
      {geo.data ? (
        <Shown geo={geo.data} search={search} onChange={change} />
      ) : geo.isError ? (
        <Failed error={geo.error} onRetry={() => void geo.refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={1} className="h-80" />
        </div>
      )}
    </>
  )
}

interface Changing {
  search: MapSearch
  onChange: (search: MapSearch) => void
}

function Switches({ search, onChange }: Changing) {
  const { at: _, by, ...rest } = search
  const { world, table, ...others } = search
  return (
    <>
      <div role="group" aria-label={t('Shown by')} className="flex gap-1">
        <button
          type="button"
          className="button"
          aria-pressed={by !== 'country'}
          onClick={() => onChange(rest)}
        >
          {t('Sites')}
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={by === 'country'}
          onClick={() => onChange({ ...rest, by: 'country' })}
        >
          {t('Countries')}
        </button>
      </div>
      <div className="flex gap-1 sm:ml-auto">
        {!table && (
          <button
            type="button"
            className="button"
            aria-pressed={world === true}
            onClick={() => onChange(world ? others : { ...others, world: true })}
          >
            {t('Whole world')}
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-pressed={table === true}
          onClick={() =>
            onChange({
              ...others,
              ...(world && { world }),
              ...(!table && { table: true as const }),
            })
          }
        >
          {t('Show as table')}
        </button>
      </div>
    </>
  )
}

function Shown({ geo, search, onChange }: Changing & { geo: Geo }) {
  if (geo.sites.length === 0) return <Nowhere geo={geo} />
  const { at: _, ...rest } = search
  return (
    <>
      <section aria-label={t('World')} className="card p-3">
        <p className="text-muted first-letter:uppercase">{mapWords(geo)}.</p>
        {search.table ? (
          <MapTable geo={geo} by={search.by} />
        ) : (
          <WorldMap
            geo={geo}
            search={search}
            onChoose={(at) => onChange(at === undefined ? rest : { ...rest, at })}
          />
        )}
      </section>
      {!search.table && <Details geo={geo} search={search} />}
      <Unplaced geo={geo} />
    </>
  )
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return problemOf(error).status === 403 ? (
    <Forbidden what={t('paths')} error={error} />
  ) : (
    <ProblemCard error={error} onRetry={onRetry} />
  )
}
