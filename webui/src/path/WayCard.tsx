import { useMemo } from 'react'
import type { TracerouteDetails } from '../api/details'
import { useDecisions, useWays } from '../api/pathQueries'
import type { PathId } from '../api/queries'
import type { CheckState, Result } from '../api/types'
import type { View } from '../chart/ranges'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { HopGraph } from '../result/HopGraph'
import { HopTable } from '../result/HopTable'
import { changeWords, stepsOf } from '../result/ways'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime, Skeleton, StaleNote } from '../ui/parts'
import { episodesOf } from './episodes'
import { type Way, pairOf, waysOf } from './lastGood'

/** The way to a target hop by hop, and how it differs from the last good one. */
export function WayCard(props: { id: PathId; checks: CheckState[]; view: View; live: boolean }) {
  const { id, checks, view, live } = props
  const traced = checks.filter(({ test }) => test === 'traceroute')
  const names = [...new Set(traced.map(({ check }) => check))].slice(0, 4)
  const families = [...new Set(traced.map(({ family }) => family))]
  const asked = useWays(id, names, view, live)
  const decisions = useDecisions(id, view, live)
  const episodes = useMemo(() => episodesOf(decisions.data ?? []), [decisions.data])
  if (names.length === 0) return null
  return (
    <section aria-label={t('The way')} className="card">
      <h2 className="border-b border-line px-3 py-2 font-semibold">{t('The way, hop by hop')}</h2>
      {asked.data && asked.error !== null && (
        <div className="p-3">
          <StaleNote error={asked.error} dataAt={asked.dataAt} />
        </div>
      )}
      {asked.data && decisions.data ? (
        families.map((family) => (
          <OfFamily
            key={family}
            family={families.length > 1 ? family : ''}
            probe={id.probe}
            pair={pairOf(waysOf(asked.data ?? [], family), episodes)}
          />
        ))
      ) : asked.error !== null ? (
        <div className="p-3">
          <ProblemCard error={asked.error} onRetry={asked.retry} />
        </div>
      ) : decisions.isError ? (
        <div className="p-3">
          <ProblemCard error={decisions.error} onRetry={() => void decisions.refetch()} />
        </div>
      ) : (
        <Skeleton rows={1} className="h-40" />
      )}
    </section>
  )
}

function OfFamily(props: {
  family: string
  probe: string
  pair: { now: Way; good: Way | undefined } | undefined
}) {
  const { family, probe, pair } = props
  if (pair === undefined) {
    return (
      <p className="p-3 text-muted">
        {family === ''
          ? t('No traceroute in this time. Choose the test traceroute above to run one now.')
          : t(
              'No traceroute in this time by {family}. Choose the test traceroute above to run one now.',
              { family },
            )}
      </p>
    )
  }
  const { now, good } = pair
  return (
    <div className="border-line p-3 not-first:border-t">
      {family !== '' && <h3 className="font-medium">{family}</h3>}
      <Compared now={now.details} good={good} probe={probe} result={now.result} />
    </div>
  )
}

function Compared(props: {
  now: TracerouteDetails
  good: Way | undefined
  probe: string
  result: Result
}) {
  const { now, good, probe, result } = props
  const steps = useMemo(
    () => stepsOf(now.hops, good === undefined ? now.hops : good.details.hops),
    [now, good],
  )
  const words = useMemo(
    () => (good === undefined ? [] : changeWords(now, steps)),
    [now, good, steps],
  )
  const traced = { time: <LocalTime at={result.startedAt} />, check: result.check }
  return (
    <>
      <p className="text-muted">
        {good === undefined
          ? rich(
              'Traced at {time} by {check}, and there is no earlier good way among the newest to compare it with.',
              traced,
            )
          : rich('Traced at {time} by {check}, beside the last good way, of {before}.', {
              ...traced,
              before: <LocalTime at={good.result.startedAt} />,
            })}
      </p>
      {good !== undefined && (
        <ul aria-label={t('What has changed')} className="mt-1">
          {words.length === 0 && <li>{t('The way is as it was.')}</li>}
          {words.map((sentence) => (
            <li key={sentence} className="wrap-anywhere text-breaching">
              {sentence}
            </li>
          ))}
        </ul>
      )}
      <HopGraph
        probe={probe}
        hops={now.hops}
        steps={steps}
        label={labelOf(good !== undefined, words)}
      />
      <HopTable details={now} label={t('Hops')} steps={good === undefined ? undefined : steps} />
    </>
  )
}

function labelOf(compared: boolean, changes: string[]): string {
  if (!compared) return t('The way, compared with none.')
  return changes.length === 0 ? t('The way is as it was.') : changes.join(' ')
}
