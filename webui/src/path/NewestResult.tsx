import type { Certificate, Details, Result } from '../api/types'
import { bytes, duration, percent } from '../format/numbers'
import {
  causeWord,
  metricValue,
  metricWord,
  methodWords,
  outcomeWords,
  timestampWords,
} from '../format/words'
import { LocalTime } from '../ui/parts'
import { phasesOf } from './phases'

type Fact = readonly [name: string, value: React.ReactNode]

/** The newest result of a check: the numbers, what was seen, and how it was measured. */
export function NewestResult({ result }: { result: Result }) {
  const { quality, outcome } = result
  const facts: Fact[] = [
    ...(outcome.type === 'measured' ? [] : [['Outcome', outcomeWords(outcome)] as const]),
    ...numbersOf(result),
    ...(result.details ? seen(result.details, result.metrics) : []),
    ['Measured', methodWords(quality.method)],
    ['Timed', timestampWords(quality.timestampSource)],
    ['Ran', `${causeWord(result.cause.type)}, started ${duration(quality.scheduleLagUs)} late`],
  ]
  return (
    <>
      <h3 className="mb-2 font-medium">
        Newest result, <LocalTime at={result.startedAt} />
      </h3>
      {result.test === 'http' && <Phases metrics={result.metrics} />}
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-2 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <Doubts result={result} />
    </>
  )
}

function numbersOf({ test, metrics }: Result): Fact[] {
  const value = (metric: string): string => {
    const number = metrics[metric]
    return number === undefined ? '–' : metricValue(metric, number)
  }
  if (test === 'ping') return pingNumbers(metrics, value)
  const shown = ['lookupUs', 'totalUs', 'connectUs'].filter((m) => metrics[m] !== undefined)
  const main = shown[0]
  const rest: Fact[] = main === undefined ? [] : [[capital(metricWord(main)), value(main)]]
  const body = metrics['bodyBytes']
  return body === undefined ? rest : [...rest, ['Body', bytes(body)]]
}

function pingNumbers(metrics: Record<string, number>, value: (metric: string) => string): Fact[] {
  const { packetsSent = 0, packetsReceived = 0, lossRatio } = metrics
  return [
    ['Answers', `${packetsReceived} of ${packetsSent}`],
    ...(lossRatio === undefined ? [] : [['Loss', percent(lossRatio)] as const]),
    ...(metrics['rttMeanUs'] === undefined
      ? []
      : ([
          ['Mean', value('rttMeanUs')],
          ['Spread', `${value('rttMinUs')} to ${value('rttMaxUs')}`],
          ['Jitter', value('jitterUs')],
        ] as const)),
  ]
}

function seen(details: Details, metrics: Result['metrics']): Fact[] {
  switch (details.type) {
    case 'ping':
      return [
        ['Address', details.address],
        ...(details.ttl == null ? [] : [['TTL left', String(details.ttl)] as const]),
        ...(details.lostSequences.length === 0
          ? []
          : [['Lost packets', details.lostSequences.map((n) => `#${n + 1}`).join(', ')] as const]),
      ]
    case 'tcp':
      return [['Address', `${details.address}, port ${details.port}`]]
    case 'http':
      return [
        // 0: the connection failed before there was any
        ...(details.status > 0
          ? [['Status', `${details.status} (${details.version})`] as const]
          : []),
        ['Address', details.address],
        ...(details.certificate ? certificateFacts(details.certificate, metrics) : []),
      ]
    case 'dns':
      return [
        ['Question', `${details.name} ${details.recordType}`],
        ['Server', details.server],
        ['Code', details.rcode],
        ['Answers', details.answers.join(', ') || 'none'],
      ]
    case 'unknown':
      return []
  }
}

function certificateFacts(
  certificate: Certificate,
  { certificateDays }: Result['metrics'],
): Fact[] {
  const until = <LocalTime at={certificate.notAfter} />
  const left = certificateDays === undefined ? '' : metricValue('certificateDays', certificateDays)
  return [
    ['Certificate', `${certificate.verdict}, ${certificate.subject}`],
    [
      'Expires',
      left === '' ? (
        until
      ) : (
        <>
          in {left}, {until}
        </>
      ),
    ],
    ['TLS', `${certificate.protocol}, ${certificate.cipher}`],
  ]
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
      <ul aria-label="Phases" className="mt-1 flex flex-wrap gap-x-3 text-muted">
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
    quality.simulated && 'Simulated: no packet was sent.',
    quality.underLoad && 'The probe itself was short of CPU: times may be too long.',
    quality.isolated && 'The probe was cut off from the rest of WaddlePerf.',
  ].filter((doubt) => doubt !== false)
  return doubts.map((doubt) => (
    <p key={doubt} className="mt-2 text-breaching">
      {doubt}
    </p>
  ))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
