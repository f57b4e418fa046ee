import { useState } from 'react'
import type { Fleet } from '../api/fleet'
import { useFleet } from '../api/fleetQueries'
import { type Message, msg, t } from '../language/text'
import { DEFAULT_PERIOD, PERIODS, dayOf } from './period'
import { BOUNDS, BYS, BY_WORDS, METRICS, type ReportSearch, reportSearch } from './search'

const FIELD = 'mt-1 block h-9 rounded-md border border-edge bg-bg px-2 font-normal'
const OWN_DAYS = 'days'
const ONLY: Record<(typeof BOUNDS)[number], Message> = {
  site: msg('Only site'),
  probe: msg('Only probe'),
  target: msg('Only target'),
  check: msg('Only check'),
}

/** Which report is wanted: it is made when somebody says so, since it may take seconds. */
export function ReportForm(props: {
  search: ReportSearch
  busy: boolean
  /** Somebody made one here: the focus goes on where it was. */
  made: boolean
  onMake: (search: ReportSearch) => void
}) {
  const { search, busy, made, onMake } = props
  const [period, setPeriod] = useState<string>(
    search.from === undefined ? (search.period ?? DEFAULT_PERIOD) : OWN_DAYS,
  )
  const [today] = useState(() => dayOf(Date.now()))
  const [first, setFirst] = useState(search.from ?? today)
  const make = (form: HTMLFormElement): void => {
    const data = new FormData(form)
    const chosen = Object.fromEntries(data)
    const next = { ...chosen, by: data.getAll('by'), sort: search.sort }
    onMake(reportSearch(next))
  }
  return (
    <form
      aria-label={t('Which report')}
      className="card flex flex-wrap items-end gap-x-4 gap-y-3 p-3 print:hidden"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) make(event.currentTarget)
      }}
    >
      <label className="font-medium">
        {t('Period')}
        <select
          name="period"
          value={period}
          onChange={({ target: { value } }) => setPeriod(value)}
          className={FIELD}
        >
          {PERIODS.map(({ name, word }) => (
            <option key={name} value={name}>
              {t(word)}
            </option>
          ))}
          <option value={OWN_DAYS}>{t('days of your choice')}</option>
        </select>
      </label>
      {period === OWN_DAYS && (
        <>
          <Day
            label={t('First day (UTC)')}
            name="from"
            value={first}
            max={today}
            onChange={setFirst}
          />
          <Day
            label={t('Last day (UTC)')}
            name="to"
            value={search.to ?? today}
            min={first}
            max={today}
          />
        </>
      )}
      <Rows chosen={search.by ?? ['path']} />
      {BOUNDS.map((name) => (
        <label key={name} className="font-medium">
          {t(ONLY[name])}
          <input
            name={name}
            defaultValue={search[name] ?? ''}
            placeholder={t('all')}
            {...(name !== 'check' && { list: `known-${name}` })}
            autoComplete="off"
            spellCheck={false}
            className={`${FIELD} w-36 placeholder:text-muted`}
          />
        </label>
      ))}
      <label className="font-medium">
        {t('Percentiles of')}
        <select name="metric" defaultValue={search.metric ?? 'rttMeanUs'} className={FIELD}>
          {Object.entries(METRICS).map(([metric, word]) => (
            <option key={metric} value={metric}>
              {t(word)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="submit"
        className="button h-9 border-accent!"
        aria-disabled={busy}
        autoFocus={made}
      >
        {t(busy ? 'Making it…' : 'Make the report')}
      </button>
      <Known />
    </form>
  )
}

/** A day in UTC; the browser says where it is out of its bounds. */
function Day(props: {
  label: string
  name: string
  value: string
  min?: string
  max: string
  onChange?: (day: string) => void
}) {
  const { label, value, onChange, ...bounds } = props
  return (
    <label className="font-medium">
      {label}
      <input
        type="date"
        required
        {...bounds}
        defaultValue={value}
        onChange={({ target }) => onChange?.(target.value)}
        className={FIELD}
      />
    </label>
  )
}

/** What the rows are of. */
function Rows({ chosen }: { chosen: readonly string[] }) {
  return (
    <fieldset>
      <legend className="font-medium">{t('A row for each')}</legend>
      <div className="mt-1 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
        {BYS.map((by) => (
          <label key={by} className="inline-flex min-h-6 items-center gap-1.5">
            <input
              type="checkbox"
              name="by"
              value={by}
              defaultChecked={chosen.includes(by)}
              className="size-4 accent-(--accent)"
            />
            {t(BY_WORDS[by])}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const MOST_KNOWN = 500

/** What can be named, so that nobody has to know it by heart. */
function Known() {
  const { data } = useFleet()
  if (data === undefined) return null
  return (['site', 'probe', 'target'] as const).map((name) => (
    <datalist key={name} id={`known-${name}`}>
      {valuesOf(data, name).map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  ))
}

const valuesOf = ({ paths }: Fleet, name: 'site' | 'probe' | 'target'): string[] =>
  [...new Set(paths.map((path) => path[name]))].filter(Boolean).sort().slice(0, MOST_KNOWN)
