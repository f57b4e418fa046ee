import { useState } from 'react'
import type { Breach } from '../api/incidents'
import type { Result } from '../api/types'
import { counted } from '../format/numbers'
import { lasted } from '../format/times'
import { metricValue, metricWord } from '../format/words'
import { Phases } from '../incidents/Timeline'
import { FactList } from '../result/FactList'
import type { Fact } from '../result/facts'
import { LocalTime } from '../ui/parts'
import type { Episode } from './episodes'

const FEW = 5

/** The number that set an episode off, with its bound. */
function triggerWords({ check, metric, value, bound }: Breach): string {
  if (metric === 'unanswered') return `${check}: no answer`
  const is = metricValue(metric, value)
  return `${check}: ${metricWord(metric)} ${is}, bound ${metricValue(metric, bound)}`
}

/** What set the newest episode off, by which rule, and when each tier came. */
export function Milestones({ episode }: { episode: Episode }) {
  const { trigger, startMs, endMs, entries } = episode
  const after = (kind: string, tier?: number): string | undefined => {
    const first = entries.find((one) => one.kind === kind && (tier ?? one.tier) === one.tier)
    return first && `after ${lasted(Date.parse(first.at) - startMs)}`
  }
  const found = (tier: number): string => {
    const findings = entries.filter((one) => one.kind === 'found' && one.tier === tier).length
    const began = after('deepened', tier) ?? after('found', tier)
    if (began === undefined) return after('suppressed', tier) === undefined ? 'not run' : 'withheld'
    return findings === 0 ? began : `${began}, ${counted(findings, 'finding')}`
  }
  const facts: Fact[] = [
    ...(trigger
      ? ([
          ['Trigger', triggerWords(trigger)],
          ['Rule', `${trigger.rule}, version ${trigger.ruleVersion}`],
        ] as const)
      : []),
    ['Confirmed', after('confirmed') ?? 'no'],
    ['Tier 2', found(2)],
    ['Tier 3', found(3)],
    ['Well again', endMs === undefined ? 'not yet' : `after ${lasted(endMs - startMs)}`],
  ]
  return (
    <>
      <h3 className="mb-2 font-medium">
        {endMs === undefined ? 'Going on since ' : 'Last time, '}
        <LocalTime at={new Date(startMs).toISOString()} />
      </h3>
      <FactList facts={facts} />
    </>
  )
}

/** The story of each episode, folded: the charts come first. */
export function Stories(props: { episodes: Episode[]; results: Map<string, Result> }) {
  const { episodes, results } = props
  const [all, setAll] = useState(false)
  const shown = all ? episodes : episodes.slice(0, FEW)
  if (shown.length === 0) return null
  return (
    <div className="border-t border-line">
      {shown.map((episode) => (
        <Story key={episode.startMs} episode={episode} results={results} />
      ))}
      {episodes.length > shown.length && (
        <div className="p-3">
          <button type="button" className="button" onClick={() => setAll(true)}>
            Show {counted(episodes.length - shown.length, 'earlier story', 'earlier stories')}
          </button>
        </div>
      )}
    </div>
  )
}

function Story({ episode, results }: { episode: Episode; results: Map<string, Result> }) {
  const { startMs, endMs, trigger, tier, confirmed, entries } = episode
  return (
    <details className="border-line not-first:border-t">
      <summary className="min-h-8 cursor-pointer px-3 py-1.5 tabular-nums">
        Story of <LocalTime at={new Date(startMs).toISOString()} />
        <span className="text-muted">
          {', '}
          {endMs === undefined ? 'goes on' : lasted(endMs - startMs)}
          {trigger && `, ${triggerWords(trigger)}`}
          {', '}
          {confirmed ? (tier === 1 ? 'confirmed' : `tier ${tier}`) : 'not confirmed'}
        </span>
      </summary>
      <div className="px-3 pb-3">
        <Phases chain={entries} start={startMs} results={results} onePath />
      </div>
    </details>
  )
}
