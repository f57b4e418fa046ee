import { useMemo, useState } from 'react'
import { type DefaultChart, useChartForm } from '../api/kinds'
import { useEarlier } from '../api/pathQueries'
import { type Charted, type PathId, useSeries } from '../api/queries'
import type { CheckState, Point } from '../api/types'
import { usePalette } from '../chart/palette'
import { type Smoke, SmokeChart } from '../chart/SmokeChart'
import { type Top, asLine, columnsOf, gapOf, topOf, totalsOf } from '../chart/columns'
import { differenceWords, meanWord } from '../chart/compare'
import { PERIODS, type PeriodName, type View } from '../chart/ranges'
import { type Stretch } from '../chart/window'
import { count, percent } from '../format/numbers'
import { metricValue, metricWord, rangeWords, reasonWords } from '../format/words'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote, StateBadge } from '../ui/parts'
import { cardId } from './Arrived'
import { Hover, Legend } from './Legend'
import { NewestResult } from './NewestResult'
import { PointTable } from './PointTable'

type ChartForm = DefaultChart['form']

interface Shown {
  id: PathId
  check: CheckState
  view: View
  table: boolean
  live: boolean
  compare: PeriodName | undefined
  onZoom: (stretch: Stretch | undefined) => void
}

/** One check of a path: its chart or table, and its newest result. */
export function CheckCard(props: Shown) {
  const { check } = props
  const form = useChartForm(check.test)
  const charted = form !== 'facts'
  return (
    <section
      id={cardId(check.check, check.family)}
      tabIndex={-1}
      aria-label={t('Check {check}', { check: check.check })}
      className="card scroll-mt-16"
    >
      <header className="flex flex-wrap items-center gap-x-4 border-b border-line px-3 py-2">
        <h2 className="font-semibold">
          {check.check}
          <span className="ml-2 font-normal text-muted">{check.family}</span>
        </h2>
        <StateBadge state={check.state} />
        {check.reason !== '' && <span>{reasonWords(check.check, check.reason)}</span>}
      </header>
      <div className={charted ? 'lg:grid lg:grid-cols-[minmax(0,1fr)_25rem]' : ''}>
        {charted && (
          <div className="min-w-0 border-line p-3 max-lg:border-b lg:border-r">
            {form === 'pending' ? (
              <Skeleton rows={1} className="h-56" />
            ) : (
              <Series {...props} form={form} />
            )}
          </div>
        )}
        <div className="p-3">
          {check.result ? (
            <NewestResult result={check.result} hopsElsewhere />
          ) : (
            <p className="text-muted">{t('No result yet.')}</p>
          )}
        </div>
      </div>
    </section>
  )
}

function Series(props: Shown & { form: ChartForm }) {
  const { id, check, view, table, live, compare, onZoom, form } = props
  const series = useSeries(id, check, view, live)
  const earlier = useEarlier(id, check, view, compare)
  if (series.data === undefined) {
    return series.isError ? (
      <ProblemCard error={series.error} onRetry={() => void series.refetch()} />
    ) : (
      <Skeleton rows={1} className="h-56" />
    )
  }
  const other = compare && earlier.data
  return (
    <>
      {series.isError && <StaleNote error={series.error} dataAt={series.dataUpdatedAt} />}
      <Measured
        check={check}
        form={form}
        data={series.data}
        earlier={other}
        table={table}
        onZoom={onZoom}
      />
      {compare && (
        <Difference data={series.data} period={compare} earlier={other} error={earlier.error} />
      )}
    </>
  )
}

function Measured(props: {
  check: CheckState
  form: ChartForm
  data: Charted
  earlier: Point[] | undefined
  table: boolean
  onZoom: (stretch: Stretch | undefined) => void
}) {
  const { check, form, data, earlier, table, onZoom } = props
  const [whole, setWhole] = useState(false)
  const [hovered, setHovered] = useState<Point | undefined>(undefined)
  const palette = usePalette()
  const smoke = useMemo(
    () => smokeOf(data, form, earlier, check.intervalUs, whole),
    [data, form, earlier, check, whole],
  )
  if (data.points.length === 0) {
    return (
      <p className="grid h-56 place-items-center text-muted">
        {t('No result in this time. Choose a longer range, or test now.')}
      </p>
    )
  }
  if (table) {
    return <PointTable label={t('Values of {check}', { check: check.check })} data={data} />
  }
  const words = totalsWords(data)
  return (
    <>
      <p className="mb-1 flex min-h-5 flex-wrap gap-x-3 text-muted tabular-nums">
        {hovered ? <Hover point={hovered} headline={data.headline} /> : <span>{words}</span>}
      </p>
      <SmokeChart
        smoke={smoke}
        palette={palette}
        label={t('{metric} over time: {words}', { metric: metricWord(data.headline), words })}
        onHover={setHovered}
        onZoom={onZoom}
      />
      <Legend
        points={smoke.points}
        headline={data.headline}
        stepped={data.stepUs > 0}
        compared={(earlier?.length ?? 0) > 0}
      />
      <CutNote
        top={smoke.top}
        headline={data.headline}
        whole={whole}
        onWhole={() => setWhole(!whole)}
      />
    </>
  )
}

function smokeOf(
  data: Charted,
  form: ChartForm,
  past: Point[] | undefined,
  intervalUs: number | null,
  whole: boolean,
): Smoke {
  const { stepUs, stretch, headline } = data
  const drawn = (given: Point[]) => (form === 'line' ? asLine(given) : given)
  const points = drawn(data.points)
  const earlier = past && drawn(past)
  const gapUs = gapOf(points, stepUs, intervalUs)
  return {
    points,
    columns: columnsOf(points, gapUs),
    top: topOf(points, whole, earlier),
    stretch,
    pointMs: gapUs / 3_000,
    headline,
    earlier: earlier && columnsOf(earlier, gapUs),
  }
}

/** What differs from another period, in words. */
function Difference(props: {
  data: Charted
  period: PeriodName
  earlier: Point[] | undefined
  error: Error | null
}) {
  const { data, period, earlier, error } = props
  if (earlier === undefined && error === null) {
    return (
      <p className="mt-1 text-muted">
        {t('Asking for {past}…', { past: t(PERIODS[period].past) })}
      </p>
    )
  }
  return (
    <p role="status" className="mt-1 tabular-nums">
      {earlier === undefined
        ? t('Not compared: {problem}', { problem: error?.message ?? '' })
        : differenceWords(data.points, earlier, data.headline, period)}
    </p>
  )
}

function totalsWords({ points, headline }: Charted): string {
  const { results, unanswered, meanUs, maxUs, lossRatio } = totalsOf(points)
  return [
    plural(results, '{n} results', '{n} results'),
    meanUs != null && `${meanWord(headline)} ${metricValue(headline, meanUs)}`,
    maxUs != null && `${rangeWords(headline).most} ${metricValue(headline, maxUs)}`,
    lossRatio != null && t('loss {loss}', { loss: percent(lossRatio) }),
    unanswered > 0 && t('{n} failed', { n: count(unanswered) }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function CutNote(props: { top: Top; headline: string; whole: boolean; onWhole: () => void }) {
  const { top, headline, whole, onWhole } = props
  if (top.cut === 0 && !whole) return null
  return (
    <p className="mt-1 flex flex-wrap items-center gap-2 text-muted">
      {!whole && (
        <span>
          {plural(
            top.cut,
            '▲ One peak reaches above the chart, up to {peak}.',
            '▲ {n} peaks reach above the chart, up to {peak}.',
            { peak: metricValue(headline, top.peakUs) },
          )}
        </span>
      )}
      <button type="button" className="button" onClick={onWhole}>
        {t(whole ? 'Cut peaks off' : 'Show whole peaks')}
      </button>
    </p>
  )
}
