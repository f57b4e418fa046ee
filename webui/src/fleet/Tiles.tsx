import type { PathState, Summary } from '../api/types'
import { count } from '../format/numbers'
import { STATES } from '../format/words'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT } from '../ui/parts'
import type { FleetSearch } from './search'

const ORDER: PathState[] = ['failing', 'breaching', 'stale', 'unproven', 'healthy']

/** How many paths are in each state; a tile shows only those. */
export function Tiles(props: {
  summary: Summary | undefined
  search: FleetSearch
  onChange: (search: FleetSearch) => void
}) {
  const { summary, search, onChange } = props
  const { state: chosen, ...rest } = search
  return (
    <div role="group" aria-label="Paths by state" className="grid grid-cols-2 gap-2 sm:grid-cols-5">
      {ORDER.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen === state}
          title={STATES[state].means}
          onClick={() => onChange(chosen === state ? rest : { ...rest, state })}
          className={`card flex items-center gap-3 px-3 py-2 text-left hover:border-edge
            aria-pressed:border-accent aria-pressed:bg-raised
            ${state === 'healthy' ? 'max-sm:col-span-2' : ''}`}
        >
          <Figure state={state} value={summary?.[state]} />
        </button>
      ))}
    </div>
  )
}

function Figure({ state, value }: { state: PathState; value: number | undefined }) {
  const calm = value === undefined || value === 0
  const colour = calm ? 'text-muted' : STATE_TEXT[state]
  return (
    <>
      <span className={colour}>
        <StateIcon state={state} size={20} />
      </span>
      <span className={`text-xl font-semibold tabular-nums ${calm ? 'text-muted' : ''}`}>
        {value === undefined ? '–' : count(value)}
      </span>
      <span className={colour}>{STATES[state].word}</span>
    </>
  )
}
