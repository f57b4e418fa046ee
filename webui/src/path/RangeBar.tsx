import {
  PERIODS,
  type PeriodName,
  RANGES,
  type RangeName,
  type View,
  isPeriod,
} from '../chart/ranges'
import { moved, zoomed } from '../chart/window'
import { LocalTime } from '../ui/parts'
import type { PathSearch } from './search'
import { kept } from './view'

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Which time the charts show; each drag on a chart has a button here that does the same. */
export function RangeBar(props: {
  search: PathSearch
  view: View
  onChange: (search: PathSearch) => void
}) {
  const { search, view, onChange } = props
  const rest = kept(search)
  const fixed = 'from' in view
  const steps = [
    ['‹', 'Earlier', () => moved(view, -1, Date.now())],
    ['›', 'Later', () => moved(view, 1, Date.now())],
    ['+', 'Zoom in', () => zoomed(view, 0.5, Date.now())],
    ['−', 'Zoom out', () => zoomed(view, 2, Date.now())],
  ] as const
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div role="group" aria-label="Time range" className="flex flex-wrap gap-1">
        {Object.entries(RANGES).map(([name, { label }]) => (
          <button
            key={name}
            type="button"
            className="button"
            aria-pressed={'range' in view && view.range === name}
            onClick={() => onChange({ range: name as RangeName, ...rest })}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="group" aria-label="Move and zoom" className="flex gap-1">
        {steps.map(([sign, name, to]) => (
          <button
            key={name}
            type="button"
            className="button"
            aria-label={name}
            title={name}
            disabled={name === 'Later' && !fixed}
            onClick={() => onChange({ ...to(), ...rest })}
          >
            {sign}
          </button>
        ))}
      </div>
      {fixed && (
        <p className="flex flex-wrap items-center gap-2">
          <span>
            <LocalTime at={new Date(view.from).toISOString()} /> to{' '}
            <LocalTime at={new Date(view.to).toISOString()} />
          </span>
          <button type="button" className="button" onClick={() => onChange({ ...rest })}>
            Back to now
          </button>
        </p>
      )}
      <Compare search={search} onChange={onChange} />
      <p className="ml-auto text-muted" title="The charts' and tables' times; UTC is their tooltip">
        Times: {ZONE}
      </p>
      <button
        type="button"
        className="button"
        aria-pressed={search.table === true}
        onClick={() => {
          const { table: shown, ...rest } = search
          onChange(shown ? rest : { ...rest, table: true })
        }}
      >
        Show as table
      </button>
    </div>
  )
}

function Compare(props: { search: PathSearch; onChange: (search: PathSearch) => void }) {
  const { compare, ...rest } = props.search
  return (
    <label className="flex items-center gap-2">
      <span className="text-muted">Compare with</span>
      <select
        className="min-h-8 rounded-md border border-edge bg-bg px-2"
        value={compare ?? ''}
        onChange={({ target: { value } }) =>
          props.onChange(isPeriod(value) ? { ...rest, compare: value } : rest)
        }
      >
        <option value="">nothing</option>
        {(Object.keys(PERIODS) as PeriodName[]).map((period) => (
          <option key={period} value={period}>
            {PERIODS[period].past}
          </option>
        ))}
      </select>
    </label>
  )
}
