import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useMemo, useState } from 'react'
import { type Mesh, useMesh } from '../api/mesh'
import { useResponders } from '../api/targets'
import { useRead } from '../app/search'
import { usePalette } from '../chart/palette'
import { span } from '../format/numbers'
import { localTime } from '../format/times'
import { metricWord } from '../format/words'
import { kioskSearch } from '../kiosk/search'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { CellWords } from './CellWords'
import { MeshCanvas, type Place } from './MeshCanvas'
import { MeshLegend } from './MeshLegend'
import { MeshTable } from './MeshTable'
import { Scrubber } from './Scrubber'
import { cellAt, matrixOf, worstFirst } from './matrix'
import { METRICS, type MeshMetric, type Scale, metricOf } from './metrics'
import { type MeshSearch, meshSearch } from './search'

const NOBODY: ReadonlyMap<string, string> = new Map()

const MeshKiosk = lazy(() => import('../kiosk/MeshKiosk'))

/** Every probe against every target by one number; on a wall without anything to press. */
export function MeshPage() {
  const { kiosk } = useRead(useSearch({ from: '/mesh' }), kioskSearch)
  if (!kiosk) return <Matrix />
  return (
    <Suspense fallback={null}>
      <MeshKiosk />
    </Suspense>
  )
}

/** The matrix now or at an earlier time. */
function Matrix() {
  const search = useRead(useSearch({ from: '/mesh' }), meshSearch)
  const navigate = useNavigate({ from: '/mesh' })
  const change = (next: MeshSearch): void => void navigate({ search: next, replace: true })
  const metric = metricOf(search.metric)
  const mesh = useMesh(metric, search.at)
  useEffect(() => {
    document.title = `${t('Mesh')} · WaddlePerf`
  }, [])
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold">{t('Mesh')}</h1>
        <Metric metric={metric} onChange={(next) => change({ ...search, metric: next })} />
        <Link
          to="/mesh"
          search={{ ...(search.metric && { metric: search.metric }), kiosk: true }}
          className="button ml-auto"
        >
          {t('On a wall')}
        </Link>
        <button
          type="button"
          className="button"
          aria-pressed={search.table === true}
          onClick={() => {
            const { table, ...rest } = search
            change(table ? rest : { ...rest, table: true })
          }}
        >
          {t('Show as table')}
        </button>
      </div>
      <Scrubber search={search} onChange={change} />
      {mesh.data && mesh.isError && <StaleNote error={mesh.error} dataAt={mesh.dataUpdatedAt} />}
      {mesh.data ? (
        <Shown mesh={mesh.data} metric={metricOf(mesh.data.metric)} table={search.table === true} />
      ) : mesh.isError ? (
        <ProblemCard error={mesh.error} onRetry={() => void mesh.refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={6} className="h-8" />
        </div>
      )}
    </>
  )
}

function Metric(props: { metric: MeshMetric; onChange: (metric: MeshMetric) => void }) {
  return (
    <label className="flex items-center gap-2">
      <span className="text-muted">{t('Number||what is measured')}</span>
      <select
        className="min-h-8 rounded-md border border-edge bg-bg px-2"
        value={props.metric}
        onChange={({ target: { value } }) => props.onChange(value as MeshMetric)}
      >
        {Object.keys(METRICS).map((metric) => (
          <option key={metric} value={metric}>
            {metricWord(metric)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Shown({ mesh, metric, table }: { mesh: Mesh; metric: MeshMetric; table: boolean }) {
  const navigate = useNavigate({ from: '/mesh' })
  const responders = useResponders().data ?? NOBODY
  const palette = usePalette()
  const scale: Scale = METRICS[metric]
  const [selected, setSelected] = useState<Place | undefined>(undefined)
  const matrix = useMemo(() => matrixOf(mesh, scale, responders), [mesh, scale, responders])
  const worst = useMemo(() => worstFirst(matrix, scale), [matrix, scale])
  if (worst.length === 0) return <Nothing metric={metric} mesh={mesh} />
  const [row, column] = selected ?? [-1, -1]
  const [probe, target] = [matrix.probes[row], matrix.targets[column]]
  const cell = probe !== undefined && target !== undefined && cellAt(matrix, probe, target)
  const old = worst.filter((one) => one.old).length
  const oldAfterUs = old > 0 ? matrix.oldAfterUs : null
  const bad = worst.filter((one) => !one.old && one.grade >= 2).length
  const said = {
    metric: metricWord(metric),
    paths: plural(worst.length, '{n} path', '{n} paths'),
    probes: plural(matrix.probes.length, '{n} probe', '{n} probes'),
    targets: plural(matrix.targets.length, '{n} target', '{n} targets'),
    bad,
  }
  const state =
    bad === 0
      ? t('{metric} of {paths}, {probes} by {targets}; none bad or without an answer', said)
      : t('{metric} of {paths}, {probes} by {targets}; {bad} bad or without an answer', said)
  const words =
    oldAfterUs === null
      ? state
      : `${state}; ${t('{old} not tested for {time}', { old, time: span(oldAfterUs) })}`
  return (
    <section aria-label={t('Matrix')} className="card p-3">
      <p className="text-muted first-letter:uppercase">
        {t('{words}, as of {time}.', { words, time: localTime(Date.parse(mesh.at)) })}
        {mesh.source === 'hours' &&
          ` ${t('Single results of then are not kept: these are means of an hour.')}`}
      </p>
      {table ? (
        <MeshTable cells={worst} metric={metric} backOf={matrix.backOf} />
      ) : (
        <>
          <p role="status" className="my-1 min-h-10 tabular-nums">
            {cell ? (
              <CellWords cell={cell} back={matrix.backOf(cell)} metric={metric} />
            ) : probe !== undefined && target !== undefined ? (
              <span className="text-muted">
                {t('{path}: not tested', { path: `${probe} → ${target}` })}
              </span>
            ) : (
              <span className="text-muted">
                {t('Point at a cell, or press Tab and the arrow keys, to read it.')}
              </span>
            )}
          </p>
          <MeshCanvas
            matrix={matrix}
            palette={palette}
            label={words}
            selected={selected}
            onSelect={setSelected}
            onOpen={([row, column]) => {
              const [probe, target] = [matrix.probes[row], matrix.targets[column]]
              if (probe === undefined || target === undefined) return
              if (!cellAt(matrix, probe, target)) return
              void navigate({ to: '/paths/$probe/$target', params: { probe, target }, search: {} })
            }}
          />
          <MeshLegend
            metric={metric}
            scale={scale}
            back={worst.some((one) => matrix.backOf(one))}
            oldAfterUs={oldAfterUs}
          />
        </>
      )}
    </section>
  )
}

function Nothing({ metric, mesh }: { metric: MeshMetric; mesh: Mesh }) {
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">
        {t('No path has {metric} at {time}', {
          metric: metricWord(metric),
          time: localTime(Date.parse(mesh.at)),
        })}
      </p>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          'Choose another number or another time. A number appears here when a schedule runs a test that measures it, such as throughput.',
        )}
      </p>
    </div>
  )
}
