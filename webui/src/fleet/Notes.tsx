import { useMe } from '../account/me'
import { problemOf } from '../api/client'
import { useNow } from '../app/clock'
import { turnShortcuts, useShortcutsOn } from '../app/shortcuts'
import { count } from '../format/numbers'
import { StateIcon } from '../ui/icons'
import { Age } from '../ui/parts'
import { type FleetSearch, narrows } from './search'

const OLD_MS = 25_000

/** What is on the page is older than it should be: the stream is away, or the answer is. */
export function Old({ dataAt, error }: { dataAt: number; error: unknown }) {
  const now = useNow()
  if (error == null && now - dataAt < OLD_MS) return null
  const why = error == null ? 'The stream is interrupted' : problemOf(error).title
  return (
    <p role="status" className="card flex items-center gap-2 border-stale px-3 py-2">
      <span className="text-stale">
        <StateIcon state="stale" />
      </span>
      <span>
        <strong>
          What you see is from <Age at={dataAt} />.
        </strong>{' '}
        {why}; the page keeps trying.
      </span>
    </p>
  )
}

/** No path is there, and what to do about it. */
export function NothingYet() {
  const bounded = useMe().scopes.length > 0
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">No results yet</p>
      <p className="mt-1 max-w-prose text-muted">
        The first arrive within seconds of the start and appear here by themselves. To watch
        something else too, start WaddlePerf with its name:
      </p>
      <pre className="mt-3 overflow-x-auto rounded bg-raised px-3 py-2 font-mono" tabIndex={0}>
        ./waddleperf up --target example.net
      </pre>
      <p className="mt-3 text-muted">
        Nothing after a minute?{' '}
        <a className="text-accent underline" href="/probes">
          See whether a probe reports
        </a>{' '}
        and{' '}
        <a className="text-accent underline" href="/q/health">
          whether all parts are up
        </a>
        .{bounded && ' Your account sees some probes only: an admin can tell you which.'}
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
          ? `All ${count(total)} paths are healthy.`
          : 'No path matches this filter.'}
      </p>
      <button type="button" className="button mt-3" onClick={onReset}>
        Show all paths
      </button>
    </div>
  )
}

const KEYS = [
  ['/', 'filter'],
  ['j k', 'move'],
  ['Enter', 'open'],
  ['u', 'unhealthy only'],
  ['Ctrl K', 'go to'],
]
/** These stay when the others are switched off. */
const ALWAYS = new Set(['Enter', 'Ctrl K'])

/** What keys do here, and the switch of those that are pressed alone. */
export function Keys() {
  const on = useShortcutsOn()
  return (
    <span className="ml-auto hidden items-center gap-1.5 lg:flex">
      {KEYS.filter(([key = '']) => on || ALWAYS.has(key)).map(([key, does]) => (
        <span key={key} className="ml-2">
          <kbd className="rounded border border-line bg-raised px-1.5 font-mono">{key}</kbd> {does}
        </span>
      ))}
      <button
        type="button"
        className="button ml-2"
        title="Keys that are pressed alone, on every screen"
        onClick={turnShortcuts}
      >
        Single keys: {on ? 'on' : 'off'}
      </button>
    </span>
  )
}
