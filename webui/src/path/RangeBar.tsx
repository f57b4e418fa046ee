import { RANGES, type RangeName, type View, moved, zoomed } from '../chart/window'
import { LocalTime } from '../ui/parts'
import type { PathSearch } from './search'

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Which time the charts show; each drag on a chart has a button here that does the same. */
export function RangeBar(props: {
  search: PathSearch
  view: View
  onChange: (search: PathSearch) => void
}) {
  const { search, view, onChange } = props
  const table = search.table && { table: true as const }
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
            onClick={() => onChange({ range: name as RangeName, ...table })}
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
            onClick={() => onChange({ ...to(), ...table })}
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
          <button type="button" className="button" onClick={() => onChange({ ...table })}>
            Back to now
          </button>
        </p>
      )}
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
