import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { problemOf } from '../api/client'
import { type Mesh, useMesh } from '../api/mesh'
import { useResponders } from '../api/targets'
import { useNow } from '../app/clock'
import { useRead } from '../app/search'
import { usePalette } from '../chart/palette'
import { metricValue, metricWord } from '../format/words'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { MeshPicture } from '../mesh/MeshCanvas'
import { MeshLegend } from '../mesh/MeshLegend'
import { layoutOf } from '../mesh/draw'
import { type Cell, type Matrix, matrixOf, worstFirst } from '../mesh/matrix'
import { METRICS, type MeshMetric, type Scale, metricOf } from '../mesh/metrics'
import { meshSearch } from '../mesh/search'
import { StateIcon } from '../ui/icons'
import { ProblemCard } from '../ui/ProblemCard'
import { STATE_TEXT, Skeleton } from '../ui/parts'
import { Frame } from './Frame'
import { DEFAULT_EVERY_S, kioskSearch } from './search'
import { type Sum, ageOf, scaleThatFits, sumsOf } from './show'
import { useTurn } from './use'

const NOBODY: ReadonlyMap<string, string> = new Map()
const isMetric = (name: string): boolean => Object.hasOwn(METRICS, name)

/** The matrix on a wall, as large as it fits, and the worst of its cells in words. */
export default function MeshKiosk() {
  const asked = useSearch({ from: '/mesh' })
  const search = useRead(asked, meshSearch)
  const navigate = useNavigate({ from: '/mesh' })
  const { views: given = [], everyS = DEFAULT_EVERY_S } = useRead(asked, kioskSearch)
  const views = given.filter(isMetric)
  const names = views.length > 0 ? views : [metricOf(search.metric)]
  const missing = given.filter((name) => !isMetric(name))
  const turn = useTurn(names.length, everyS)
  const metric = metricOf(names[turn.at])
  const mesh = useMesh(metric, undefined)
  const now = useNow()
  const failed = mesh.isError ? problemOf(mesh.error).title : undefined
  return (
    <Frame
      title={t('Mesh')}
      view={metricWord(metric)}
      names={names}
      turn={turn}
      age={
        mesh.data && !mesh.isPlaceholderData
          ? ageOf(mesh.dataUpdatedAt, now, true, failed)
          : undefined
      }
      {...(missing.length > 0 && {
        note: t('There is no number that is called {names}', { names: missing.join(', ') }),
      })}
      onLeave={() => void navigate({ search })}
    >
      {mesh.data ? (
        <Shown mesh={mesh.data} metric={metricOf(mesh.data.metric)} />
      ) : mesh.isError ? (
        <ProblemCard error={mesh.error} />
      ) : (
        <div className="card">
          <Skeleton rows={6} />
        </div>
      )}
    </Frame>
  )
}

const MOST_WORDS = 8

function Shown({ mesh, metric }: { mesh: Mesh; metric: MeshMetric }) {
  const responders = useResponders().data ?? NOBODY
  const scale: Scale = METRICS[metric]
  const matrix = useMemo(() => matrixOf(mesh, scale, responders), [mesh, scale, responders])
  const worst = useMemo(() => worstFirst(matrix, scale), [matrix, scale])
  if (worst.length === 0) {
    return (
      <p className="card p-6 text-xl">
        {t('No path has {metric} at the moment.', { metric: metricWord(metric) })}
      </p>
    )
  }
  const old = worst.filter((one) => one.old).length
  const bad = worst.filter((one) => !one.old && one.grade >= 2)
  const sums = sumsOf({ bad: bad.length, old, all: worst.length })
  return (
    <div className="flex min-h-0 flex-1 gap-4 max-lg:flex-col">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-2">
        <Picture matrix={matrix} metric={metric} paths={worst.length} sums={sums} />
        <MeshLegend
          metric={metric}
          scale={scale}
          back={worst.some((one) => matrix.backOf(one))}
          oldAfterUs={old > 0 ? matrix.oldAfterUs : null}
        />
      </div>
      <Bad cells={bad} metric={metric} sums={sums} />
    </div>
  )
}

function Picture(props: { matrix: Matrix; metric: MeshMetric; paths: number; sums: Sum[] }) {
  const { matrix, metric, paths, sums } = props
  const palette = usePalette()
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<{ width: number; height: number }>()
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const resized = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    )
    resized.observe(element)
    return () => resized.disconnect()
  }, [])
  const drawn = useMemo(() => {
    if (size === undefined) return undefined
    const at = (scale: number) => layoutOf(matrix, size.width / scale)
    const scale = scaleThatFits(size.height, (one) => at(one).height * one)
    return { scale, layout: at(scale) }
  }, [matrix, size])
  const told = sums.map(({ words }) => words).join(', ')
  const label = plural(paths, '{metric} of {n} path. {told}', '{metric} of {n} paths. {told}', {
    metric: metricWord(metric),
    told,
  })
  return (
    <div className="card flex min-h-60 flex-1 p-2">
      <div ref={box} role="img" aria-label={label} className="min-w-0 flex-1 overflow-hidden">
        {drawn && <MeshPicture matrix={matrix} palette={palette} {...drawn} />}
      </div>
    </div>
  )
}

/** The worst cells in words: what a picture shows is told, too. */
function Bad(props: { cells: readonly Cell[]; metric: MeshMetric; sums: Sum[] }) {
  const { cells, metric, sums } = props
  const shown = cells.slice(0, MOST_WORDS)
  return (
    <section aria-label={t('The worst')} className="card min-h-0 overflow-hidden p-4 lg:w-1/3">
      <h2 className="space-y-1 text-xl font-semibold">
        {sums.map(({ state, words }) => (
          <span key={state} className="flex items-center gap-2">
            <span className={STATE_TEXT[state]}>
              <StateIcon state={state} size="1.4em" />
            </span>
            {words}
          </span>
        ))}
      </h2>
      <ul className="mt-2 space-y-2">
        {shown.map(({ probe, target, value }) => (
          <li key={`${probe} ${target}`} className="flex justify-between gap-3 text-lg">
            <span className="min-w-0 truncate">
              {probe} <span className="text-muted">→</span> {target}
            </span>
            <span className="font-medium whitespace-nowrap tabular-nums">
              {value === null ? t('no answer') : metricValue(metric, value)}
            </span>
          </li>
        ))}
      </ul>
      {cells.length > shown.length && (
        <p className="mt-2 text-muted">
          {plural(cells.length - shown.length, 'and {n} more||paths', 'and {n} more||paths')}
        </p>
      )}
    </section>
  )
}
