import { STATES } from '../format/states'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT } from '../ui/parts'
import type { Marker } from './markers'
import type { Subject } from './subjects'
import { pathWords } from './words'

/** A site, a country, or several that are too near to each other. */
export function MarkerButton(props: {
  marker: Marker<Subject>
  chosen: boolean
  onChoose: () => void
}) {
  const { marker, chosen, onChoose } = props
  const { spot, state, all, label, side } = marker
  const [first] = all
  if (first === undefined) return null
  const only = all.length === 1
  const names = all.map(({ name }) => name).join(', ')
  const word = state === null ? t('No paths') : t(STATES[state].word)
  return (
    <li>
      <button
        type="button"
        aria-pressed={chosen}
        aria-label={`${only ? label : `${label}: ${names}`}. ${word}${
          only ? `, ${pathWords(first.item.paths)}` : ''
        }`}
        title={names}
        style={{ left: spot[0], top: spot[1] }}
        onClick={onChoose}
        className="group absolute size-6 -translate-x-1/2 -translate-y-1/2 rounded-full
          hover:z-2 focus-visible:z-2 aria-pressed:z-1"
      >
        <span
          className={`flex size-6 items-center justify-center rounded-full border bg-panel
            group-aria-pressed:border-accent group-aria-pressed:ring-2
            group-aria-pressed:ring-accent border-edge ${STATE_TEXT[state ?? 'unproven']}`}
        >
          <StateIcon state={state ?? 'withheld'} size={18} />
        </span>
        <span
          aria-hidden="true"
          className={`pointer-events-none absolute top-0.5 rounded bg-bg px-0.5 leading-5
            whitespace-nowrap group-hover:block group-focus-visible:block
            ${side === 'left' ? 'right-6.5' : 'left-6.5'} ${side === undefined ? 'hidden' : ''}`}
        >
          {label}
        </span>
      </button>
    </li>
  )
}
