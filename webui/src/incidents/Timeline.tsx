import { useState } from 'react'
import type { Entry, Incident } from '../api/incidents'
import type { Result } from '../api/types'
import { lasted, localTime, utcTime } from '../format/times'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { breachNote, entryLook } from './entryWords'
import { Badge, PathLink } from './Marks'
import { Seen } from './Seen'
import { type Group, gist, groupsOf, startOf, titleOf } from './story'

const FEW = 3

/** The story from top to bottom, by phases; times count from its start. */
export function Timeline(props: { incident: Incident; results: Map<string, Result> }) {
  const { incident, results } = props
  const { chain, chainDropped, scope } = incident
  const start = startOf(incident)
  return (
    <section aria-label={t('Story')} className="card p-3">
      <h2 className="font-semibold">{t('Story')}</h2>
      <p className="text-muted">
        {t('Times count from {time}.', { time: localTime(start) })}
        {chainDropped > 0 &&
          ` ${plural(chainDropped, '{n} entry in between was left out.', '{n} entries in between were left out.')}`}
      </p>
      <Phases chain={chain} start={start} results={results} onePath={scope.kind === 'path'} />
      {chain.length === 0 && <p className="mt-2 text-muted">{t('Nothing is recorded yet.')}</p>}
    </section>
  )
}

/** The phases of a story, without a frame around them. */
export function Phases({ chain, ...telling }: { chain: Entry[] } & Telling) {
  return (
    <ol className="mt-2">
      {groupsOf(chain).map((group) => (
        <Part key={`${group.round} ${group.phase}`} group={group} {...telling} />
      ))}
    </ol>
  )
}

interface Telling {
  start: number
  results: Map<string, Result>
  /** Then its name need not be said again and again. */
  onePath: boolean
}

function Part({ group, ...telling }: { group: Group } & Telling) {
  const [all, setAll] = useState(false)
  const { round, entries } = group
  const shown = all ? entries : gist(entries, FEW)
  const open = firstOfEachTest(shown, telling.results)
  return (
    <li className="border-l-2 border-line pb-3 pl-4 last:pb-0">
      <h3 className="relative font-medium">
        <span
          aria-hidden="true"
          className="absolute top-1.5 -left-[18.5px] size-2 rounded-full bg-edge"
        />
        {titleOf(group)}
        {round > 1 && <span className="text-muted">, {t('relapse {n}', { n: round - 1 })}</span>}
      </h3>
      <ol className="mt-1 space-y-2">
        {shown.map((entry, i) => (
          <Told key={`${entry.at} ${i}`} entry={entry} open={open.has(entry)} {...telling} />
        ))}
      </ol>
      {entries.length > shown.length && (
        <button type="button" className="button mt-2" onClick={() => setAll(true)}>
          {plural(entries.length - shown.length, 'Show {n} more entry', 'Show {n} more entries')}
        </button>
      )}
    </li>
  )
}

/** Whose result is shown unfolded: one of each kind of test is enough to begin with. */
function firstOfEachTest(entries: Entry[], results: Map<string, Result>): Set<Entry> {
  const first = new Map<string, Entry>()
  for (const entry of entries) {
    const test = entry.kind === 'found' ? results.get(entry.resultId ?? '')?.test : undefined
    if (test !== undefined && !first.has(test)) first.set(test, entry)
  }
  return new Set(first.values())
}

function Told({ entry, open, start, results, onePath }: { entry: Entry; open: boolean } & Telling) {
  const { at, path, breach, text, by, resultId } = entry
  const result = resultId == null ? undefined : results.get(resultId)
  return (
    <li className="gap-x-3 sm:grid sm:grid-cols-[7rem_minmax(0,1fr)]">
      <time
        dateTime={at}
        title={t('{time} local, {utc}', {
          time: localTime(Date.parse(at)),
          utc: utcTime(Date.parse(at)),
        })}
        className="text-muted tabular-nums"
      >
        +{lasted(Date.parse(at) - start)}
      </time>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3">
          <Badge look={entryLook(entry)} />
          {by != null && <span className="text-muted">{t('by {who}', { who: by })}</span>}
          {path != null && !onePath && <PathLink path={path} />}
        </p>
        {text !== '' && <p className="max-w-prose whitespace-pre-line wrap-anywhere">{text}</p>}
        {breach != null && (
          <p className="text-muted tabular-nums wrap-anywhere">{breachNote(breach, text)}</p>
        )}
        {result !== undefined && <Seen result={result} open={open} />}
      </div>
    </li>
  )
}
