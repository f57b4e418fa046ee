import { useState } from 'react'
import type { Breach } from '../api/incidents'
import type { Result } from '../api/types'
import { lasted } from '../format/times'
import { metricValue, metricWord } from '../format/words'
import { Phases } from '../incidents/Timeline'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { FactList } from '../result/FactList'
import type { Fact } from '../result/factParts'
import { LocalTime } from '../ui/parts'
import type { Episode } from './episodes'

const FEW = 5

/** The number that set an episode off, with its bound. */
function triggerWords({ check, metric, value, bound }: Breach): string {
  if (metric === 'unanswered') return t('{check}: no answer', { check })
  return t('{check}: {metric} {is}, bound {bound}', {
    check,
    metric: metricWord(metric),
    is: metricValue(metric, value),
    bound: metricValue(metric, bound),
  })
}

/** What set the newest episode off, by which rule, and when each tier came. */
export function Milestones({ episode }: { episode: Episode }) {
  const { trigger, startMs, endMs, entries } = episode
  const after = (kind: string, tier?: number): string | undefined => {
    const first = entries.find((one) => one.kind === kind && (tier ?? one.tier) === one.tier)
    return first && t('after {time}', { time: lasted(Date.parse(first.at) - startMs) })
  }
  const found = (tier: number): string => {
    const findings = entries.filter((one) => one.kind === 'found' && one.tier === tier).length
    const began = after('deepened', tier) ?? after('found', tier)
    if (began === undefined) {
      return t(after('suppressed', tier) === undefined ? 'not run' : 'withheld')
    }
    return findings === 0
      ? began
      : plural(findings, '{began}, {n} finding', '{began}, {n} findings', { began })
  }
  const facts: Fact[] = [
    ...(trigger
      ? ([
          [t('Trigger'), triggerWords(trigger)],
          [
            t('Rule'),
            t('{rule}, version {version}', {
              rule: trigger.rule,
              version: trigger.ruleVersion,
            }),
          ],
        ] as const)
      : []),
    [t('Confirmed'), after('confirmed') ?? t('no')],
    [t('Tier 2'), found(2)],
    [t('Tier 3'), found(3)],
    [
      t('Well again'),
      endMs === undefined ? t('not yet') : t('after {time}', { time: lasted(endMs - startMs) }),
    ],
  ]
  return (
    <>
      <h3 className="mb-2 font-medium">
        {rich(endMs === undefined ? 'Going on since {time}' : 'Last time, {time}', {
          time: <LocalTime at={new Date(startMs).toISOString()} />,
        })}
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
            {plural(
              episodes.length - shown.length,
              'Show {n} earlier story',
              'Show {n} earlier stories',
            )}
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
        {rich('Story of {time}', { time: <LocalTime at={new Date(startMs).toISOString()} /> })}
        <span className="text-muted">
          {', '}
          {endMs === undefined ? t('goes on') : lasted(endMs - startMs)}
          {trigger && `, ${triggerWords(trigger)}`}
          {', '}
          {confirmed && tier > 1
            ? t('tier {tier}', { tier })
            : t(confirmed ? 'confirmed' : 'not confirmed')}
        </span>
      </summary>
      <div className="px-3 pb-3">
        <Phases chain={entries} start={startMs} results={results} onePath />
      </div>
    </details>
  )
}
