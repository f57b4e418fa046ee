import type { PathState } from '../api/types'
import { STATES } from '../format/states'
import { t, within } from '../language/text'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT } from '../ui/parts'
import { HEAT } from './heat'
import { HEAT_WORDS } from './words'

const ORDER: PathState[] = ['failing', 'breaching', 'stale', 'unproven', 'healthy']

/** What shapes, lines and colours mean. */
export function MapLegend({ by }: { by: 'country' | undefined }) {
  return (
    <>
      <ul aria-label={t('Legend')} className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted">
        <li>{t('Worst path:')}</li>
        {ORDER.map((state) => (
          <li key={state} className="inline-flex items-center gap-1.5">
            <span className={STATE_TEXT[state]}>
              <StateIcon state={state} size={14} />
            </span>
            {within(t(STATES[state].word))}
          </li>
        ))}
        <Line className="stroke-failing" words={t('a failing path to its target')} />
        <Line className="stroke-breaching" dashed words={t('a breaching one')} />
        <li className="inline-flex items-center gap-1.5">
          <svg width="14" height="14" aria-hidden="true" className="stroke-muted" fill="none">
            <circle cx="7" cy="7" r="6" strokeWidth="1.75" />
          </svg>
          {t('a target of which only the country is known')}
        </li>
      </ul>
      {by === 'country' && (
        <ul aria-label={t('Colours')} className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-muted">
          <li>{t("Failing or breaching, of a country's paths:")}</li>
          {HEAT.map((filled, step) => (
            <li key={step} className="inline-flex items-center gap-1.5">
              <svg width="14" height="14" aria-hidden="true" className="stroke-edge">
                <rect x="0.5" y="0.5" width="13" height="13" {...filled} />
              </svg>
              {t(HEAT_WORDS[step] ?? HEAT_WORDS[0])}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1 text-muted">{t('Outlines: Natural Earth, public domain.')}</p>
    </>
  )
}

function Line(props: { className: string; words: string; dashed?: true }) {
  const { className, words, dashed } = props
  return (
    <li className="inline-flex items-center gap-1.5">
      <svg width="30" height="10" aria-hidden="true" className={className}>
        <path d="M0 5h24" strokeWidth="1.75" {...(dashed && { strokeDasharray: '5 4' })} />
        <rect
          x="22"
          y="2"
          width="6"
          height="6"
          fill="currentColor"
          stroke="none"
          className={dashed ? 'text-breaching' : 'text-failing'}
        />
      </svg>
      {words}
    </li>
  )
}
