import type { Result } from '../api/types'
import { percent } from '../format/numbers'
import { metricValue, metricWord } from '../format/words'
import { t } from '../language/text'
import type { Fact, Metrics } from './factParts'

/** Which numbers stand for a test, the most important first. */
const NUMBERS: Record<string, string[]> = {
  tcp: ['connectUs'],
  http: ['totalUs', 'bodyBytes'],
  grpc: ['totalUs', 'connectUs', 'tlsUs', 'firstByteUs'],
  dns: ['lookupUs', 'connectUs', 'tlsUs'],
  traceroute: ['hops', 'rttMeanUs'],
  mtu: [], // its details say it
  tls: ['tlsUs', 'certificateDays'],
  ssh: ['totalUs', 'bannerUs', 'keyExchangeUs', 'authenticationUs', 'rttP50Us', 'rttP95Us'],
  ports: ['openPorts', 'closedPorts', 'filteredPorts'],
  throughput: [
    'forwardBitsPerSecond',
    'backwardBitsPerSecond',
    'retransmits',
    'forwardLossRatio',
    'backwardLossRatio',
    'forwardJitterUs',
    'backwardJitterUs',
    'reorderedRatio',
    'idleRttP50Us',
    'idleRttP95Us',
    'loadedRttP50Us',
    'loadedRttP95Us',
  ],
  capture: ['capturedPackets', 'capturedBytes', 'droppedPackets'],
  speedtest: [
    'backwardBitsPerSecond',
    'forwardBitsPerSecond',
    'retransmits',
    'rttMinUs',
    'rttP50Us',
    'jitterUs',
    'idleRttP50Us',
    'idleRttP95Us',
    'loadedRttP50Us',
    'loadedRttP95Us',
    'connectUs',
    'tlsUs',
  ],
  system: ['cpuBusyRatio', 'loadAverage', 'memoryAvailableBytes', 'interfaceErrors'],
}

/** What a UDP test says of each direction. */
const DIRECTIONS = [
  'forwardLossRatio',
  'backwardLossRatio',
  'forwardPdvUs',
  'backwardPdvUs',
  'forwardDelayUs',
  'backwardDelayUs',
  'reorderedRatio',
  'duplicateRatio',
]

/** The numbers of a result. */
export function numbersOf({ test, metrics }: Result): Fact[] {
  if (test === 'ping') return pingNumbers(metrics)
  if (test === 'udp') return [...pingNumbers(metrics), ...numbers(DIRECTIONS, metrics)]
  return numbers(NUMBERS[test] ?? [], metrics)
}

function numbers(names: string[], metrics: Metrics): Fact[] {
  return names.flatMap((metric) => {
    const value = metrics[metric]
    return value === undefined
      ? []
      : [[capital(metricWord(metric)), metricValue(metric, value)] as const]
  })
}

function pingNumbers(metrics: Metrics): Fact[] {
  const { packetsSent = 0, packetsReceived = 0, lossRatio } = metrics
  const value = (metric: string): string => {
    const number = metrics[metric]
    return number === undefined ? '–' : metricValue(metric, number)
  }
  return [
    [t('Answers'), t('{received} of {sent}', { received: packetsReceived, sent: packetsSent })],
    ...(lossRatio === undefined ? [] : [[t('Loss'), percent(lossRatio)] as const]),
    ...(metrics['rttMeanUs'] === undefined
      ? []
      : ([
          [t('Mean'), value('rttMeanUs')],
          [t('Spread'), t('{min} to {max}', { min: value('rttMinUs'), max: value('rttMaxUs') })],
          [t('Jitter'), value('jitterUs')],
        ] as const)),
  ]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
