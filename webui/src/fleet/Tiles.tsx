import type { PathState } from '../api/types'
import { count } from '../format/numbers'
import { STATES } from '../format/states'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT } from '../ui/parts'
import { type FleetSearch, toggled } from './search'

const ORDER: PathState[] = ['failing', 'breaching', 'stale', 'unproven', 'healthy']

/** How many paths of the whole fleet are in each state; a tile shows only those. */
export function Tiles(props: {
  states: Record<PathState, number> | undefined
  search: FleetSearch
  onChange: (search: FleetSearch) => void
}) {
  const { states, search, onChange } = props
  return (
    <div
      role="group"
      aria-label={t('All paths by state')}
      className="grid grid-cols-2 gap-2 sm:grid-cols-5"
    >
      {ORDER.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={search.state?.includes(state) === true}
          title={t(STATES[state].means)}
          onClick={() => onChange(toggled(search, 'state', state))}
          className={`card flex items-center gap-3 px-3 py-2 text-left hover:border-edge
            aria-pressed:border-accent aria-pressed:bg-raised
            ${state === 'healthy' ? 'max-sm:col-span-2' : ''}`}
        >
          <Figure state={state} value={states?.[state]} />
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
      <span className={colour}>{t(STATES[state].word)}</span>
    </>
  )
}
