import { type ReactNode, useEffect } from 'react'
import { useNow } from '../app/clock'
import { perLanguage } from '../language/perLanguage'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import type { Age } from './show'
import { type Turn, useAwake, useKeys, useNewVersion, useWall } from './use'

const CLOCK = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
)

/** What surrounds a screen on a wall: how old the data is, what is shown, and the way out. */
export function Frame(props: {
  title: string
  /** What is shown just now, where that has a name. */
  view: string
  /** What it turns through. */
  names: readonly string[]
  turn: Turn
  /** Absent while there is no data. */
  age: Age | undefined
  note?: string
  onLeave: () => void
  children: ReactNode
}) {
  const { title, view, names, turn, age, note, onLeave, children } = props
  const now = useNow()
  useWall()
  useAwake()
  useNewVersion()
  useKeys({ Escape: onLeave, ' ': turn.hold })
  useEffect(() => {
    document.title = `${title} · WaddlePerf`
  }, [title])
  return (
    <div className="flex min-h-dvh flex-col gap-3 p-4 sm:h-dvh">
      <h1 className="sr-only">{t('{title} on a wall', { title })}</h1>
      <div className="flex min-h-0 flex-1 flex-col gap-3">{children}</div>
      <footer className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
        <Old age={age} />
        {note !== undefined && <span className="text-muted">{note}</span>}
        <span className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-2">
          {names.length > 1 && (
            <button type="button" className="button" aria-pressed={turn.held} onClick={turn.hold}>
              {t('Hold||stay with this view')}
            </button>
          )}
          <span>
            {title}
            {view !== '' && `: ${view}`}
            {names.length > 1 && (
              <span className="text-muted">
                {' '}
                {t('{place} of {all}', { place: turn.at + 1, all: names.length })}
              </span>
            )}
          </span>
          <time className="text-xl font-semibold tabular-nums">{CLOCK().format(now)}</time>
          <button type="button" className="button" onClick={onLeave}>
            {t('Leave||the screen on a wall')} <kbd className="font-mono text-muted">Esc</kbd>
          </button>
        </span>
      </footer>
    </div>
  )
}

/** How old the data is: small as long as it is as it should be. */
function Old({ age }: { age: Age | undefined }) {
  if (age === undefined) return <span className="text-muted">{t('No data yet')}</span>
  if (age.why === undefined) return <span className="text-muted tabular-nums">{age.words}</span>
  return (
    <span className="flex items-center gap-2 text-xl font-semibold text-stale">
      <StateIcon state="stale" size="1.4em" />
      <span className="tabular-nums">
        {age.words}. <span role="status">{age.why}.</span>
      </span>
    </span>
  )
}
