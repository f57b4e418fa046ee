import type { ReactNode } from 'react'
import { useMe } from '../account/me'
import { problemOf } from '../api/client'
import { useNow } from '../app/clock'
import { turnShortcuts, useShortcutsOn } from '../app/shortcuts'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { type Message, msg, t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { Age } from '../ui/parts'
import { type FleetSearch, narrows } from './search'

const OLD_MS = 25_000

/** What is on the page is older than it should be: the stream is away, or the answer is. */
export function Old({ dataAt, error }: { dataAt: number; error: unknown }) {
  const now = useNow()
  if (error == null && now - dataAt < OLD_MS) return null
  const why = error == null ? t('The stream is interrupted') : problemOf(error).title
  return (
    <p role="status" className="card flex items-center gap-2 border-stale px-3 py-2">
      <span className="text-stale">
        <StateIcon state="stale" />
      </span>
      <span>
        <strong>{rich('What you see is from {age}.', { age: <Age at={dataAt} /> })}</strong>{' '}
        {t('{problem}; the page keeps trying.', { problem: why })}
      </span>
    </p>
  )
}

const linkTo = (href: string) => (text: ReactNode) => (
  <a className="text-accent underline" href={href}>
    {text}
  </a>
)

/** No path is there, and what to do about it. */
export function NothingYet() {
  const bounded = useMe().scopes.length > 0
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">{t('No results yet')}</p>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          'The first arrive within seconds of the start and appear here by themselves. To watch something else too, start WaddlePerf with its name:',
        )}
      </p>
      <pre className="mt-3 overflow-x-auto rounded bg-raised px-3 py-2 font-mono" tabIndex={0}>
        ./waddleperf up --target example.net
      </pre>
      <p className="mt-3 text-muted">
        {rich(
          'Nothing after a minute? <probes>See whether a probe reports</probes> and <parts>whether all parts are up</parts>.',
          { probes: linkTo('/probes'), parts: linkTo('/q/health') },
        )}
        {bounded && ` ${t('Your account sees some probes only: an admin can tell you which.')}`}
      </p>
    </div>
  )
}

/** The search leaves nothing. */
export function NoMatch(props: { search: FleetSearch; total: number; onReset: () => void }) {
  const { search, total, onReset } = props
  const { unhealthy, ...others } = search
  return (
    <div className="card p-6">
      <p className="font-semibold">
        {unhealthy && !narrows(others)
          ? plural(total, 'All {n} paths are healthy.', 'All {n} paths are healthy.')
          : t('No path matches this filter.')}
      </p>
      <button type="button" className="button mt-3" onClick={onReset}>
        {t('Show all paths')}
      </button>
    </div>
  )
}

const KEYS: [key: string, does: Message][] = [
  ['/', msg('filter||what a key does')],
  ['j k', msg('move||what a key does')],
  ['Enter', msg('open||what a key does')],
  ['u', msg('unhealthy only||what a key does')],
  ['Ctrl K', msg('go to||what a key does')],
]
/** These stay when the others are switched off. */
const ALWAYS = new Set(['Enter', 'Ctrl K'])

/** What keys do here, and the switch of those that are pressed alone. */
export function Keys() {
  const on = useShortcutsOn()
  return (
    <span className="ml-auto hidden items-center gap-1.5 lg:flex">
      {KEYS.filter(([key]) => on || ALWAYS.has(key)).map(([key, does]) => (
        <span key={key} className="ml-2">
          <kbd className="rounded border border-line bg-raised px-1.5 font-mono">{key}</kbd>{' '}
          {t(does)}
        </span>
      ))}
      <button
        type="button"
        className="button ml-2"
        title={t('Keys that are pressed alone, on every screen')}
        onClick={turnShortcuts}
      >
        {t(on ? 'Single keys: on' : 'Single keys: off')}
      </button>
    </span>
  )
}
