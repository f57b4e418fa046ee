import type { Report, ReportRow } from '../api/reports'
import { count, percent } from '../format/numbers'
import { metricValue } from '../format/words'
import { type Message, msg, t } from '../language/text'
import { type Name, availabilityText, lessIsWorse, namesOf, sorted } from './rows'
import { BY_WORDS, SORTS, type Sort, wordOf } from './search'

/** More are in the file: so many lines nobody reads on a page, and a browser draws them slowly. */
const MOST_SHOWN = 1_000

interface Column {
  of: Exclude<keyof ReportRow, Name>
  word: Message
  means: Message
  write: (value: number, metric: string) => string
}

const whole = (value: number): string => count(value)
const share = (value: number): string => percent(value)
const COLUMNS: Column[] = [
  {
    of: 'availability',
    word: msg('Availability'),
    means: msg('Answered tests, of those that were asked'),
    write: availabilityText,
  },
  {
    of: 'answered',
    word: msg('Up||a count of tests'),
    means: msg('Tests that were answered'),
    write: whole,
  },
  {
    of: 'failed',
    word: msg('Down||a count of tests'),
    means: msg('Tests without the answer they should get'),
    write: whole,
  },
  {
    of: 'notRun',
    word: msg('Not run'),
    means: msg('Refused by the probe, or not supported'),
    write: whole,
  },
  {
    of: 'missed',
    word: msg('Missed||a count of tests'),
    means: msg('Due tests without any ending'),
    write: whole,
  },
  {
    of: 'maintenanceHours',
    word: msg('Maintenance'),
    means: msg('Hours of series that maintenance touched'),
    write: (value) => `${count(value)}\u00a0h`,
  },
  { of: 'lossRatio', word: msg('Loss'), means: msg('Of packets'), write: share },
  { of: 'p50', word: msg('p50'), means: msg('Half of the values are below'), write: valued },
  { of: 'p95', word: msg('p95'), means: msg('95 % of the values are below'), write: valued },
  { of: 'p99', word: msg('p99'), means: msg('99 % of the values are below'), write: valued },
  { of: 'max', word: msg('Max'), means: msg('The largest value'), write: valued },
]

function valued(value: number, metric: string): string {
  return metricValue(metric, value)
}

/** The rows of a report; a column's head puts the worst of it first. */
export function ReportTable(props: {
  report: Report
  sort: Sort | undefined
  onSort: (sort: Sort | undefined) => void
}) {
  const { report, sort, onSort } = props
  const names = namesOf(report.by)
  const rows = sorted(report.items, sort, report.metric)
  const shown = rows.slice(0, MOST_SHOWN)
  return (
    <div className="min-w-0 space-y-2">
      <div
        className="card relative overflow-x-auto print:overflow-visible print:border-0"
        tabIndex={0}
        role="group"
        aria-label={t('Rows of the report')}
      >
        <table className="w-full text-left print:text-[8pt]">
          <caption className="px-3 pt-2 text-left text-muted">
            {t('Percentiles and maximum are of {metric}.', { metric: wordOf(report.metric) })}
          </caption>
          <thead>
            <tr className="border-b border-line">
              {names.map((name) => (
                <th
                  key={name}
                  scope="col"
                  className="px-3 py-2 align-bottom font-medium text-muted first-letter:uppercase
                    print:px-1"
                >
                  {t(BY_WORDS[name])}
                </th>
              ))}
              {COLUMNS.map((column) => (
                <Head
                  key={column.of}
                  column={column}
                  metric={report.metric}
                  sort={sort}
                  onSort={onSort}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr
                key={names.map((name) => row[name]).join(' ')}
                className="border-t border-line print:break-inside-avoid"
              >
                {names.map((name) => (
                  <th
                    key={name}
                    scope="row"
                    className="min-w-24 px-3 py-1.5 font-normal wrap-anywhere print:px-1"
                  >
                    {row[name] ?? '–'}
                  </th>
                ))}
                {COLUMNS.map(({ of, write }) => (
                  <td
                    key={of}
                    className="px-3 py-1.5 text-right whitespace-nowrap tabular-nums print:px-1"
                  >
                    {cell(row[of], write, report.metric)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length && (
        <p className="text-muted">
          {t('These are the first {shown} of {all} rows; the CSV has all.', {
            shown: count(shown.length),
            all: count(rows.length),
          })}
        </p>
      )}
    </div>
  )
}

function cell(
  value: ReportRow[Column['of']],
  write: Column['write'],
  metric: string,
): React.ReactNode {
  if (value === null) return <span className="text-muted">–</span>
  return value === 0 ? <span className="text-muted">{write(0, metric)}</span> : write(value, metric)
}

const isSort = (of: string): of is Sort => SORTS.some((one) => one === of)

function Head(props: {
  column: Column
  metric: string
  sort: Sort | undefined
  onSort: (sort: Sort | undefined) => void
}) {
  const { column, metric, sort, onSort } = props
  const { of } = column
  const [word, means] = [t(column.word), t(column.means)]
  const name = 'px-3 py-2 text-right align-bottom font-medium text-muted print:px-1'
  if (!isSort(of)) {
    return (
      <th scope="col" title={means} className={name}>
        <span className="inline-flex min-h-6 items-center">{word}</span>
      </th>
    )
  }
  const chosen = sort === of
  return (
    <th
      scope="col"
      title={means}
      aria-sort={chosen ? (lessIsWorse(of, metric) ? 'ascending' : 'descending') : 'none'}
      className={name}
    >
      <button
        type="button"
        title={t('{meaning}; the worst first', { meaning: means })}
        className="inline-flex min-h-6 items-center gap-1 hover:text-text"
        onClick={() => onSort(chosen ? undefined : of)}
      >
        {chosen && (
          <span aria-hidden="true" className="text-accent print:hidden">
            ▾
          </span>
        )}
        {word}
      </button>
    </th>
  )
}
