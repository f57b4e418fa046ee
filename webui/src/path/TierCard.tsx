import { useMemo, useState } from 'react'
import type { Decision } from '../api/incidents'
import { useDecisions, useDeeperResults } from '../api/pathQueries'
import type { PathId } from '../api/queries'
import type { PathRow, Result } from '../api/types'
import { usePalette } from '../chart/palette'
import { TierStrip } from '../chart/TierStrip'
import { type TierSpan, spansOf } from '../chart/tiers'
import { type View } from '../chart/ranges'
import { type Stretch, stretchOf } from '../chart/window'
import { lasted, localTime } from '../format/times'
import { Badge } from '../incidents/Marks'
import { TIER_STATES, lookOf } from '../incidents/words'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { Milestones, Stories } from './Stories'
import { TierTable } from './TierTable'
import { episodesOf, within } from './episodes'

interface Shown {
  id: PathId
  path: PathRow
  view: View
  table: boolean
  live: boolean
  onZoom: (stretch: Stretch | undefined) => void
}

/** How deep the system looked into a path and when, and the story of each time. */
export function TierCard(props: Shown) {
  const { id, view, live } = props
  const decisions = useDecisions(id, view, live)
  return (
    <section aria-label={t('Escalation')} className="card">
      <header className="flex flex-wrap items-center gap-x-4 border-b border-line px-3 py-2">
        <h2 className="font-semibold">{t('Escalation')}</h2>
        <Badge look={lookOf(TIER_STATES, props.path.pathState ?? 'unproven')} />
      </header>
      {decisions.data && decisions.isError && (
        <div className="p-3">
          <StaleNote error={decisions.error} dataAt={decisions.dataUpdatedAt} />
        </div>
      )}
      {decisions.data ? (
        <Decided {...props} decisions={decisions.data} askedAt={decisions.dataUpdatedAt} />
      ) : decisions.isError ? (
        <div className="p-3">
          <ProblemCard error={decisions.error} onRetry={() => void decisions.refetch()} />
        </div>
      ) : (
        <Skeleton rows={1} className="h-44" />
      )}
    </section>
  )
}

function Decided(props: Shown & { decisions: Decision[]; askedAt: number }) {
  const { id, view, table, live, onZoom, decisions, askedAt } = props
  const palette = usePalette()
  const deeper = useDeeperResults(id, view, live)
  const [hovered, setHovered] = useState<TierSpan | undefined>(undefined)
  const stretch = useMemo(() => stretchOf(view, askedAt), [view, askedAt])
  const spans = useMemo(() => spansOf(decisions, stretch, askedAt), [decisions, stretch, askedAt])
  const shown = useMemo(
    () => within(episodesOf(decisions), stretch.from, stretch.to).reverse(),
    [decisions, stretch],
  )
  const results = useMemo(
    () => new Map<string, Result>(deeper.data?.map((result) => [result.id, result])),
    [deeper.data],
  )
  const words = spansWords(spans, shown.filter(({ trigger }) => trigger !== undefined).length)
  const newest = shown[0]
  return (
    <>
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="min-w-0 border-line p-3 max-lg:border-b lg:border-r">
          <p className="mb-1 min-h-5 text-muted tabular-nums">
            {hovered ? <SpanWords span={hovered} /> : words}
          </p>
          {table ? (
            <TierTable spans={spans} />
          ) : (
            <TierStrip
              spans={spans}
              decisions={decisions}
              stretch={stretch}
              palette={palette}
              label={t('How deep the system looked, over time: {words}', { words })}
              onHover={setHovered}
              onZoom={onZoom}
            />
          )}
        </div>
        <div className="p-3">
          {newest ? (
            <Milestones episode={newest} />
          ) : (
            <p className="text-muted">
              {t(
                'No limit is known to have been broken in this time. When one is, it is confirmed by tests a few seconds apart, and deeper tests then look for the cause.',
              )}
            </p>
          )}
        </div>
      </div>
      {deeper.isError && (
        <div className="border-t border-line p-3">
          <ProblemCard error={deeper.error} onRetry={() => void deeper.refetch()} />
        </div>
      )}
      <Stories episodes={shown} results={results} />
    </>
  )
}

function SpanWords({ span: { from, to, state } }: { span: TierSpan }) {
  const { word, means } = lookOf(TIER_STATES, state)
  return rich('<b>{state}</b> for {time}, {from} to {to}: {means}', {
    b: (state) => <strong className="font-medium text-text">{state}</strong>,
    state: word,
    time: lasted(to - from),
    from: localTime(from),
    to: localTime(to),
    means,
  })
}

/** The timeline in one line: how long something was wrong, in how many episodes. */
function spansWords(spans: TierSpan[], episodes: number): string {
  if (episodes === 0) return t('No limit is known to have been broken.')
  const deep = spans.filter(({ state }) => state === 'diagnosing' || state === 'analysing')
  const deepMs = deep.reduce((sum, { from, to }) => sum + to - from, 0)
  return deepMs === 0
    ? plural(
        episodes,
        'A limit was broken once, none of them confirmed.',
        'A limit was broken {n} times, none of them confirmed.',
      )
    : plural(
        episodes,
        'A limit was broken once, {time} in tiers 2 and 3.',
        'A limit was broken {n} times, {time} in tiers 2 and 3.',
        { time: lasted(deepMs) },
      )
}
