import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { live, useConnection } from '../app/live'
import { useSearchState } from '../app/search'
import { isShortcut, useShortcutsOn } from '../app/shortcuts'
import { useListKeys } from '../fleet/keys'
import { count } from '../format/numbers'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { type Message, msg, t } from '../language/text'
import { ListFilter } from '../ui/ListFilter'
import { StateIcon } from '../ui/icons'
import { Skeleton } from '../ui/parts'
import { LiveTable } from './LiveTable'
import { Feed, MOST_KEPT, type Shown } from './feed'
import { LIVE_KINDS, type LiveKind, type LiveSearch, liveSearch, matching } from './search'

const WORDS: Record<LiveKind, Message> = {
  result: msg('Results'),
  escalation: msg('Escalations'),
  incident: msg('Incidents'),
}
/** Whoever has scrolled so far reads, and what they read must stay where it is. */
const READING_PX = 160

/** Results, decisions and incidents as they come. */
export function LivePage() {
  const [search, change] = useSearchState(liveSearch)
  const [feed] = useState(() => new Feed())
  useEffect(() => feed.listen(live), [feed])
  const shown = useSyncExternalStore(feed.watch, feed.shown)
  useListKeys()
  useHold(feed)
  useEffect(() => {
    document.title = `${t('Live')} · WaddlePerf`
  }, [])
  const entries = useMemo(() => matching(shown.entries, search), [shown.entries, search])
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold">{t('Live')}</h1>
        <p className="text-muted tabular-nums">{cameWords(shown.total)}</p>
      </div>
      <Interrupted />
      <Controls feed={feed} shown={shown} search={search} onChange={change} />
      {entries.length > 0 ? (
        <LiveTable entries={entries} held={shown.paused} onHold={() => feed.pause(true)} />
      ) : (
        <Nothing shown={shown} onReset={() => change({})} />
      )}
    </>
  )
}

/** How many events came, and how many of them are there. */
function cameWords(total: number): string {
  return total > MOST_KEPT
    ? t('{total} events since you came; the newest {kept} are here', {
        total: count(total),
        kept: count(MOST_KEPT),
      })
    : plural(total, '{n} event since you came', '{n} events since you came')
}

/** Scrolling down holds the feed, as does turning to a row; `p` holds it and lets it go on. */
function useHold(feed: Feed): void {
  useEffect(() => {
    const scrolled = (): void => {
      if (window.scrollY > READING_PX) feed.pause(true)
    }
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'p' || !isShortcut(event)) return
      goOn(feed, feed.shown().paused)
    }
    window.addEventListener('scroll', scrolled, { passive: true })
    document.addEventListener('keydown', pressed)
    return () => {
      window.removeEventListener('scroll', scrolled)
      document.removeEventListener('keydown', pressed)
    }
  }, [feed])
}

function goOn(feed: Feed, on: boolean): void {
  if (on) {
    window.scrollTo({ top: 0 })
    leaveRow()
  }
  feed.pause(!on)
}

/** What has the focus in a row would become another event. */
function leaveRow(): void {
  const focused = document.activeElement
  if (focused instanceof HTMLElement && focused.closest('tbody') !== null) focused.blur()
}

function Interrupted() {
  if (useConnection() !== 'reconnecting') return null
  return (
    <p role="status" className="card flex items-center gap-2 border-stale px-3 py-2">
      <span className="text-stale">
        <StateIcon state="stale" />
      </span>
      <span>
        {rich(
          '<b>The stream is interrupted.</b> The page keeps trying; what came meanwhile is added if the server still has it, else a line says so.',
          { b: (text) => <strong>{text}</strong> },
        )}
      </span>
    </p>
  )
}

function Controls(props: {
  feed: Feed
  shown: Shown
  search: LiveSearch
  onChange: (search: LiveSearch) => void
}) {
  const { feed, shown, search, onChange } = props
  const keys = useShortcutsOn()
  const change = (part: Record<string, unknown>): void =>
    onChange(liveSearch({ ...search, ...part }))
  const turn = (kind: LiveKind): void => {
    const chosen = search.kind ?? []
    const next = chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind]
    change({ kind: next })
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <button
        type="button"
        className="button min-w-36!"
        {...(keys && { 'aria-keyshortcuts': 'p' })}
        onClick={() => goOn(feed, shown.paused)}
      >
        {shown.paused ? t('Go on ({n} new)', { n: count(shown.waiting) }) : t('Pause')}
      </button>
      <ListFilter
        label={t('Filter by probe, target, check or what it says')}
        hint={t('Filter: probe, target, check or words')}
        q={search.q}
        onChange={(q) => change({ q })}
      />
      {LIVE_KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          className="button"
          aria-pressed={search.kind?.includes(kind) === true}
          onClick={() => turn(kind)}
        >
          {t(WORDS[kind])}
        </button>
      ))}
      <button
        type="button"
        className="button"
        aria-pressed={search.unwell === true}
        onClick={() => change({ unwell: search.unwell ? undefined : true })}
      >
        {t('Only what is wrong')}
      </button>
    </div>
  )
}

function Nothing({ shown, onReset }: { shown: Shown; onReset: () => void }) {
  const connection = useConnection()
  if (shown.entries.length === 0 && connection === 'connecting') {
    return (
      <div className="card">
        <Skeleton rows={6} className="h-7" />
      </div>
    )
  }
  return (
    <div className="card p-6">
      <p className="font-semibold">
        {t(shown.entries.length === 0 ? 'Nothing has come yet' : 'Nothing that came matches')}
      </p>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          shown.entries.length === 0
            ? 'Each result appears here within a second of its test. Where none comes for minutes, see on the screen of probes whether one reports.'
            : 'What comes from now on appears here if it does.',
        )}
      </p>
      {shown.entries.length > 0 && (
        <button type="button" className="button mt-3" onClick={onReset}>
          {t('Show everything')}
        </button>
      )}
    </div>
  )
}
