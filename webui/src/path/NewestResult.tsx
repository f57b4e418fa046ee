import type { Result } from '../api/types'
import { duration } from '../format/numbers'
import { causeWord, metricWord, methodWords, outcomeWords, timestampWords } from '../format/words'
import { t } from '../language/text'
import { Artifacts } from '../result/Artifacts'
import { FactList } from '../result/FactList'
import { HopTable } from '../result/HopTable'
import type { Fact } from '../result/factParts'
import { seen } from '../result/facts'
import { numbersOf } from '../result/numbers'
import { LocalTime } from '../ui/parts'
import { phasesOf } from './phases'

/**
 * The newest result of a check: the numbers, what was seen, and how it was measured.
 *
 * @param props.title what it is called, where it is not the newest
 * @param props.hopsElsewhere the way hop by hop has a card of its own
 */
export function NewestResult(props: { result: Result; title?: string; hopsElsewhere?: boolean }) {
  const { result, title = t('Newest result'), hopsElsewhere = false } = props
  const { quality, outcome } = result
  const facts: Fact[] = [
    ...(outcome.type === 'measured' ? [] : [[t('Outcome'), outcomeWords(outcome)] as const]),
    ...numbersOf(result),
    ...(result.details ? seen(result.details, result.metrics) : []),
    [t('Measured'), methodWords(quality.method)],
    [t('Timed'), timestampWords(quality.timestampSource)],
    [
      t('Ran'),
      t('{cause}, started {lag} late', {
        cause: causeWord(result.cause.type),
        lag: duration(quality.scheduleLagUs),
      }),
    ],
  ]
  return (
    <>
      <h3 className="mb-2 font-medium">
        {title}, <LocalTime at={result.startedAt} />
      </h3>
      {result.test === 'http' && <Phases metrics={result.metrics} />}
      {result.details?.type === 'traceroute' && !hopsElsewhere && (
        <HopTable details={result.details} label={t('Hops')} />
      )}
      <FactList facts={facts} />
      {result.details?.type === 'capture' && result.details.file && (
        <Artifacts result={result.id} />
      )}
      <Doubts result={result} />
    </>
  )
}

const SHADES = ['opacity-30', 'opacity-45', 'opacity-60', 'opacity-100', 'opacity-75'] as const

function Phases({ metrics }: { metrics: Record<string, number> }) {
  const phases = phasesOf(metrics)
  if (phases.length === 0) return null
  return (
    <div className="mb-2">
      <div aria-hidden="true" className="flex h-2.5 gap-px overflow-hidden rounded-sm">
        {phases.map(({ metric, share }, i) => (
          <span
            key={metric}
            className={`min-w-0.5 bg-accent ${SHADES[i] ?? ''}`}
            style={{ flexGrow: share * 1_000, flexBasis: 0 }}
          />
        ))}
      </div>
      <ul aria-label={t('Phases')} className="mt-1 flex flex-wrap gap-x-3 text-muted">
        {phases.map(({ metric, us }, i) => (
          <li key={metric} className="inline-flex items-center gap-1 whitespace-nowrap">
            <span aria-hidden="true" className={`size-2 rounded-xs bg-accent ${SHADES[i] ?? ''}`} />
            {metricWord(metric)} <span className="text-text tabular-nums">{duration(us)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Why the numbers may mislead. */
function Doubts({ result: { quality } }: { result: Result }) {
  const doubts = [
    quality.simulated && t('Simulated: no packet was sent.'),
    quality.underLoad && t('The probe itself was short of CPU: times may be too long.'),
    quality.isolated && t('The probe was cut off from the rest of WaddlePerf.'),
  ].filter((doubt) => doubt !== false)
  return doubts.map((doubt) => (
    <p key={doubt} className="mt-2 text-breaching">
      {doubt}
    </p>
  ))
}
