import {
  PERIODS,
  type PeriodName,
  RANGES,
  type RangeName,
  type View,
  isPeriod,
} from '../chart/ranges'
import { moved, zoomed } from '../chart/window'
import { rich } from '../language/rich'
import { t } from '../language/text'
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
    ['‹', t('Earlier'), () => moved(view, -1, Date.now())],
    ['›', t('Later'), () => moved(view, 1, Date.now())],
    ['+', t('Zoom in'), () => zoomed(view, 0.5, Date.now())],
    ['−', t('Zoom out'), () => zoomed(view, 2, Date.now())],
  ] as const
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div role="group" aria-label={t('Time range')} className="flex flex-wrap gap-1">
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
      <div role="group" aria-label={t('Move and zoom')} className="flex gap-1">
        {steps.map(([sign, name, to]) => (
          <button
            key={sign}
            type="button"
            className="button"
            aria-label={name}
            title={name}
            disabled={sign === '›' && !fixed}
            onClick={() => onChange({ ...to(), ...rest })}
          >
            {sign}
          </button>
        ))}
      </div>
      {fixed && (
        <p className="flex flex-wrap items-center gap-2">
          <span>
            {rich('{from} to {to}', {
              from: <LocalTime at={new Date(view.from).toISOString()} />,
              to: <LocalTime at={new Date(view.to).toISOString()} />,
            })}
          </span>
          <button type="button" className="button" onClick={() => onChange({ ...rest })}>
            {t('Back to now')}
          </button>
        </p>
      )}
      <Compare search={search} onChange={onChange} />
      <p
        className="ml-auto text-muted"
        title={t("The charts' and tables' times; UTC is their tooltip")}
      >
        {t('Times: {zone}', { zone: ZONE })}
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
        {t('Show as table')}
      </button>
    </div>
  )
}

function Compare(props: { search: PathSearch; onChange: (search: PathSearch) => void }) {
  const { compare, ...rest } = props.search
  return (
    <label className="flex items-center gap-2">
      <span className="text-muted">{t('Compare with')}</span>
      <select
        className="min-h-8 rounded-md border border-edge bg-bg px-2"
        value={compare ?? ''}
        onChange={({ target: { value } }) =>
          props.onChange(isPeriod(value) ? { ...rest, compare: value } : rest)
        }
      >
        <option value="">{t('nothing||to compare with')}</option>
        {(Object.keys(PERIODS) as PeriodName[]).map((period) => (
          <option key={period} value={period}>
            {t(PERIODS[period].past)}
          </option>
        ))}
      </select>
    </label>
  )
}
