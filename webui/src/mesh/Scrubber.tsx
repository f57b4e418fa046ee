import { useState } from 'react'
import { useNow } from '../app/clock'
import { localTime } from '../format/times'
import { msg, t } from '../language/text'
import type { MeshSearch } from './search'

/** How far back the slider reaches, or to what is shown where that is earlier, and in which steps. */
const SPANS = {
  day: { ms: 24 * 3_600_000, stepMs: 5 * 60_000, word: msg('day||of the last') },
  week: { ms: 7 * 24 * 3_600_000, stepMs: 3_600_000, word: msg('week||of the last') },
}

/** Goes back in time: by a slider, by steps, and to now again. */
export function Scrubber(props: { search: MeshSearch; onChange: (search: MeshSearch) => void }) {
  const { search, onChange } = props
  const { at, ...rest } = search
  const now = useNow()
  const span = SPANS[search.span ?? 'day']
  const newest = Math.floor(now / span.stepMs) * span.stepMs
  const [dragged, setDragged] = useState<number | undefined>(undefined)
  const shown = Math.min(newest, dragged ?? at ?? newest)
  const oldest = Math.min(newest - span.ms, at ?? newest)
  const go = (ms: number): void => {
    setDragged(undefined)
    onChange(ms >= newest ? rest : { ...rest, at: ms })
  }
  const settle = (): void => {
    if (dragged !== undefined) go(dragged)
  }
  return (
    <div
      role="group"
      aria-label={t('Time')}
      className="flex flex-wrap items-center gap-x-3 gap-y-2"
    >
      <button
        type="button"
        className="button"
        aria-label={t('Earlier')}
        title={t('Earlier')}
        onClick={() => go(shown - span.stepMs)}
      >
        ‹
      </button>
      <input
        type="range"
        aria-label={t('Time of the matrix')}
        aria-valuetext={
          at === undefined && dragged === undefined ? t('now') : localTime(shown, now)
        }
        className="h-8 min-w-40 flex-1 accent-(--accent) sm:max-w-xl"
        min={oldest}
        max={newest}
        step={span.stepMs}
        value={shown}
        onChange={({ target: { value } }) => setDragged(Number(value))}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
      <button
        type="button"
        className="button"
        aria-label={t('Later')}
        title={t('Later')}
        disabled={at === undefined}
        onClick={() => go(shown + span.stepMs)}
      >
        ›
      </button>
      <span className="min-w-28 tabular-nums">
        {at === undefined && dragged === undefined ? t('Now') : localTime(shown, now)}
      </span>
      <button
        type="button"
        className="button"
        disabled={at === undefined}
        onClick={() => onChange(rest)}
      >
        {t('Back to now')}
      </button>
      <label className="flex items-center gap-2">
        <span className="text-muted">{t('Of the last||day or week')}</span>
        <select
          className="min-h-8 rounded-md border border-edge bg-bg px-2"
          value={search.span ?? 'day'}
          onChange={({ target: { value } }) => {
            const { span: _span, ...others } = search
            onChange(value === 'week' ? { ...others, span: 'week' } : others)
          }}
        >
          {Object.entries(SPANS).map(([name, { word }]) => (
            <option key={name} value={name}>
              {t(word)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
