import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useMemo, useState } from 'react'
import { type Mesh, useMesh } from '../api/mesh'
import { useResponders } from '../api/targets'
import { useRead } from '../app/search'
import { usePalette } from '../chart/palette'
import { counted } from '../format/numbers'
import { localTime } from '../format/times'
import { metricWord } from '../format/words'
import { kioskSearch } from '../kiosk/search'
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
    document.title = `Mesh · WaddlePerf`
  }, [])
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold">Mesh</h1>
        <Metric metric={metric} onChange={(next) => change({ ...search, metric: next })} />
        <Link
          to="/mesh"
          search={{ ...(search.metric && { metric: search.metric }), kiosk: true }}
          className="button ml-auto"
        >
          On a wall
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
          Show as table
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
      <span className="text-muted">Number</span>
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
  const bad = worst.filter((one) => !one.old && one.grade >= 2).length
  const words =
    `${metricWord(metric)} of ${counted(worst.length, 'path')}, ${counted(matrix.probes.length, 'probe')} ` +
    `by ${counted(matrix.targets.length, 'target')}; ${bad === 0 ? 'none' : bad} bad or without an answer` +
    (old === 0 ? '' : `; ${old} not tested for a quarter of an hour`)
  return (
    <section aria-label="Matrix" className="card p-3">
      <p className="text-muted first-letter:uppercase">
        {words}, as of {localTime(Date.parse(mesh.at))}.
        {mesh.source === 'hours' &&
          ' Single results of then are not kept: these are means of an hour.'}
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
                {probe} → {target}: not tested
              </span>
            ) : (
              <span className="text-muted">
                Point at a cell, or press Tab and the arrow keys, to read it.
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
            old={old > 0}
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
        No path has {metricWord(metric)} at {localTime(Date.parse(mesh.at))}
      </p>
      <p className="mt-1 max-w-prose text-muted">
        Choose another number or another time. A number appears here when a schedule runs a test
        that measures it, such as throughput.
      </p>
    </div>
  )
}
