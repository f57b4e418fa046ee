import { useEffect, useState } from 'react'
import { useMe } from '../account/me'
import { problemOf } from '../api/client'
import { type Report, reportUrl, useReport } from '../api/reports'
import { useSearchState } from '../app/search'
import { count } from '../format/numbers'
import { utcTime } from '../format/times'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton } from '../ui/parts'
import { ReportForm } from './ReportForm'
import { ReportTable } from './ReportTable'
import { Rules } from './Rules'
import { availabilityText, boundsOf, queryOf, totalOf } from './rows'
import { BOUNDS, BY_WORDS, type ReportSearch, byWord, reportSearch } from './search'

/** What paths were worth over a time, under rules that stand beside it; for reading, CSV and paper. */
export function ReportsPage() {
  const [search, change] = useSearchState(reportSearch)
  const { sort: _, ...wanted } = search
  const report = useReport([wanted], () => queryOf(wanted, Date.now()))
  const [made, setMade] = useState(false)
  useEffect(() => {
    document.title = `${t('Reports')} · WaddlePerf`
  }, [])
  return (
    <>
      <h1 className="text-lg font-semibold">{t('Availability and percentiles')}</h1>
      <ReportForm
        key={JSON.stringify(wanted)}
        search={search}
        busy={report.isFetching}
        made={made}
        onMake={(next) => {
          setMade(true)
          const { sort: _, ...others } = next
          // the same again is a new one: hours may have come meanwhile
          if (JSON.stringify(others) === JSON.stringify(wanted)) void report.refetch()
          else change(next)
        }}
      />
      {report.data && report.isError && <NotAnew error={report.error} />}
      {report.data ? (
        <Shown
          report={report.data}
          madeAt={report.dataUpdatedAt}
          search={search}
          onSort={(next) => change(next === undefined ? wanted : { ...wanted, sort: next })}
        />
      ) : report.isError ? (
        <ProblemCard error={report.error} onRetry={() => void report.refetch()} />
      ) : (
        <Making />
      )}
    </>
  )
}

/** What is shown is of before: the newest question failed. */
function NotAnew({ error }: { error: unknown }) {
  return (
    <p role="status" className="card border-stale px-3 py-2">
      {rich('<b>This is the report of before.</b> {problem}; make it again later.', {
        b: (text) => <strong>{text}</strong>,
        problem: problemOf(error).title,
      })}
    </p>
  )
}

function Making() {
  return (
    <div className="card">
      <p className="px-3 pt-3 text-muted">
        {t(
          'The hours are being read. A large report may take some seconds; two are made at a time.',
        )}
      </p>
      <Skeleton rows={6} className="h-8" />
    </div>
  )
}

function Shown(props: {
  report: Report
  madeAt: number
  search: ReportSearch
  onSort: (sort: ReportSearch['sort']) => void
}) {
  const { report, madeAt, search, onSort } = props
  const { name, scopes } = useMe()
  return (
    <>
      <Head report={report} search={search} />
      {report.items.length === 0 ? (
        <Nothing search={search} />
      ) : (
        <div
          className="gap-4 max-lg:space-y-4 lg:grid lg:grid-cols-[minmax(0,1fr)_19rem]
            print:block print:space-y-4"
        >
          <div className="min-w-0 space-y-3">
            <Totals report={report} />
            <ReportTable report={report} sort={search.sort} onSort={onSort} />
          </div>
          <Rules missedSince={<MissedSince report={report} />} />
        </div>
      )}
      <p className="text-muted">
        {scopes.length > 0
          ? t('Made {time} for {name}, who sees a part of all probes.', {
              time: utcTime(madeAt),
              name,
            })
          : t('Made {time} for {name}.', { time: utcTime(madeAt), name })}
      </p>
    </>
  )
}

/** What it is of, as it stands on paper, and the ways to have it elsewhere. */
function Head({ report, search }: { report: Report; search: ReportSearch }) {
  const query = boundsOf(search)
  const names = report.by.map(byWord).join(` ${t('and')} `)
  const bounds = BOUNDS.flatMap((name) =>
    search[name] ? [`${t(BY_WORDS[name])} ${search[name]}`] : [],
  )
  const [from, to] = [report.from, report.to].map((at) => utcTime(Date.parse(at)).slice(0, 16))
  const b = (text: React.ReactNode): React.ReactNode => <strong>{text}</strong>
  const said = { from, to, names, b }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="mr-auto">
        {bounds.length > 0
          ? rich('<b>{from} to {to} UTC</b>, by {names}, only {bounds}', {
              ...said,
              bounds: bounds.join(', '),
            })
          : rich('<b>{from} to {to} UTC</b>, by {names}', said)}
      </p>
      <span className="flex flex-wrap gap-2 print:hidden">
        <a className="button" href={reportUrl(query, report, 'csv')} download>
          {t('Download CSV')}
        </a>
        <a className="button" href={reportUrl(query, report, 'json')}>
          JSON
        </a>
        <PrintButton />
      </span>
    </div>
  )
}

/** Where a browser does not print, as on some phones, the button would do nothing. */
function PrintButton() {
  const [able] = useState(() => typeof window.print === 'function')
  return able ? (
    <button type="button" className="button" onClick={() => window.print()}>
      {t('Print')}
    </button>
  ) : null
}

function Totals({ report }: { report: Report }) {
  const total = totalOf(report.items)
  const figures: [string, string][] = [
    [
      t('Availability of all rows'),
      total.availability === null ? '–' : availabilityText(total.availability),
    ],
    [t('Up||a count of tests'), count(total.answered)],
    [t('Down||a count of tests'), count(total.failed)],
    [t('Not run'), count(total.notRun)],
    [t('Missed||a count of tests'), count(total.missed)],
    [t('Maintenance'), `${count(total.maintenanceHours)}\u00a0h`],
  ]
  return (
    <dl className="card flex flex-wrap gap-x-8 gap-y-2 p-3 print:border-0 print:p-0">
      {figures.map(([word, value]) => (
        <div key={word}>
          <dt className="text-muted">{word}</dt>
          <dd className="text-xl font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function MissedSince({ report: { missedSince, from } }: { report: Report }) {
  if (missedSince === null) return t('None is known.')
  if (Date.parse(missedSince) <= Date.parse(from)) return null
  return t('They are known since {time} only.', { time: utcTime(Date.parse(missedSince)) })
}

/** Nothing was counted, and what to do about it. */
function Nothing({ search }: { search: ReportSearch }) {
  const bounded = BOUNDS.some((name) => search[name] !== undefined)
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">{t('Nothing was measured in this time')}</p>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          bounded
            ? 'Look at the names above: a report has just the probes, targets and checks that are written there. Or choose another period.'
            : 'A report is made of full hours, and the newest two may still be on their way. Choose a longer period, or come back later.',
        )}
      </p>
    </div>
  )
}
