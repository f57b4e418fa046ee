import { useState } from 'react'
import type { PathState } from '../api/types'
import { count } from '../format/numbers'
import { STATES } from '../format/states'
import { type Message, msg, t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT } from '../ui/parts'
import { FACETS, type Facet, type FleetSearch, toggled } from './search'
import type { Counts } from './select'

const TITLES: Record<Facet, Message> = {
  state: msg('State'),
  tier: msg('Tier'),
  site: msg('Site'),
  tag: msg('Label'),
}
const TIERS: Record<string, Message> = {
  '1': msg('1: watched'),
  '2': msg('2: diagnosed'),
  '3': msg('3: analysed'),
}
const FEW = 8
const ORDER = Object.keys(STATES)

/** What rows have in common, with how many there are of each; a click shows only those. */
export function Facets(props: {
  search: FleetSearch
  counts: Counts
  onChange: (search: FleetSearch) => void
}) {
  const { search, counts, onChange } = props
  return (
    <div className="grid gap-4 max-lg:grid-cols-2 max-sm:grid-cols-1">
      {FACETS.map((facet) => {
        const chosen: readonly string[] = search[facet] ?? []
        const values = listed(facet, counts[facet], chosen)
        if (values.length === 0) return null
        return (
          <Values
            key={facet}
            facet={facet}
            values={values}
            chosen={chosen}
            onToggle={(value) => onChange(toggled(search, facet, value))}
          />
        )
      })}
    </div>
  )
}

type Counted = [value: string, rows: number]

/** States and tiers in their order, others the most frequent first; what is chosen stays. */
function listed(facet: Facet, counts: Map<string, number>, chosen: readonly string[]): Counted[] {
  const all = new Map([...chosen.map((value): Counted => [value, 0]), ...counts])
  const values = [...all]
  if (facet === 'state') return values.sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
  if (facet === 'tier') return values.sort(([a], [b]) => (a < b ? -1 : 1))
  return values.sort(([a, rowsA], [b, rowsB]) => rowsB - rowsA || (a < b ? -1 : 1))
}

function Values(props: {
  facet: Facet
  values: Counted[]
  chosen: readonly string[]
  onToggle: (value: string) => void
}) {
  const { facet, values, chosen, onToggle } = props
  const [all, setAll] = useState(false)
  const shown = all ? values : values.filter(([value], i) => i < FEW || chosen.includes(value))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 px-1.5 font-medium text-muted">{t(TITLES[facet])}</legend>
      <div className={all ? 'max-h-80 overflow-y-auto' : ''}>
        {shown.map(([value, rows]) => (
          <label
            key={value}
            className="flex min-h-7 items-center gap-2 rounded px-1.5 hover:bg-raised"
          >
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={chosen.includes(value)}
              onChange={() => onToggle(value)}
            />
            <Name facet={facet} value={value} />
            <span className="ml-auto text-muted tabular-nums">{count(rows)}</span>
          </label>
        ))}
      </div>
      {values.length > FEW && (
        <button
          type="button"
          className="mt-1 min-h-6 px-1.5 text-accent underline"
          onClick={() => setAll(!all)}
        >
          {all ? t('Show fewer') : t('Show all {n}', { n: count(values.length) })}
        </button>
      )}
    </fieldset>
  )
}

function Name({ facet, value }: { facet: Facet; value: string }) {
  if (facet === 'state') {
    const state = value as PathState
    return (
      <span className={`flex items-center gap-1.5 ${STATE_TEXT[state]}`}>
        <StateIcon state={state} size={14} />
        {t(STATES[state].word)}
      </span>
    )
  }
  const tier = facet === 'tier' ? TIERS[value] : undefined
  return <span className="min-w-0 wrap-anywhere">{tier ? t(tier) : value}</span>
}
