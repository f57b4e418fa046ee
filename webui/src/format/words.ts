import type { Details, UdpDetails } from '../api/details'
import type { Outcome, Result } from '../api/types'
import { bitRate, bytes, counted, duration, percent, span } from './numbers'

const METRICS: Record<string, string> = {
  packetsSent: 'packets sent',
  packetsReceived: 'packets received',
  lossRatio: 'loss',
  rttMinUs: 'shortest round trip',
  rttMeanUs: 'mean round trip',
  rttP50Us: 'median round trip',
  rttP95Us: '95th percentile',
  rttMaxUs: 'longest round trip',
  jitterUs: 'jitter',
  resolveUs: 'name lookup',
  connectUs: 'connect',
  tlsUs: 'TLS handshake',
  firstByteUs: 'wait for first byte',
  transferUs: 'transfer',
  totalUs: 'total',
  lookupUs: 'lookup',
  bodyBytes: 'body',
  hops: 'hops',
  pathMtuBytes: 'path MTU',
  cpuBusyRatio: 'CPU busy',
  loadAverage: 'load average',
  memoryAvailableBytes: 'memory available',
  interfaceErrors: 'interface errors',
  certificateDays: 'certificate lifetime left',
  bannerUs: 'wait for banner',
  keyExchangeUs: 'key exchange',
  authenticationUs: 'authentication',
  forwardLossRatio: 'loss on the way there',
  backwardLossRatio: 'loss on the way back',
  forwardPdvUs: 'delay variation there',
  backwardPdvUs: 'delay variation back',
  forwardDelayUs: 'delay on the way there',
  backwardDelayUs: 'delay on the way back',
  reorderedRatio: 'reordered',
  duplicateRatio: 'duplicates',
  openPorts: 'open ports',
  closedPorts: 'closed ports',
  filteredPorts: 'silent ports',
  bitsPerSecond: 'throughput',
  forwardBitsPerSecond: 'throughput there',
  backwardBitsPerSecond: 'throughput back',
  retransmits: 'retransmits',
  forwardJitterUs: 'jitter there',
  backwardJitterUs: 'jitter back',
  idleRttP50Us: 'median round trip before',
  idleRttP95Us: '95th percentile before',
  loadedRttP50Us: 'median round trip under load',
  loadedRttP95Us: '95th percentile under load',
  capturedPackets: 'packets captured',
  capturedBytes: 'traffic captured',
  droppedPackets: 'packets missed',
  unanswered: 'no answer',
  recentLossRatio: 'loss of the last 100 packets',
}

/** All metrics that have a name in words. */
export const METRIC_NAMES: readonly string[] = Object.keys(METRICS)

const LOWER_IS_WORSE = new Set([
  'pathMtuBytes',
  'memoryAvailableBytes',
  'certificateDays',
  'bitsPerSecond',
  'forwardBitsPerSecond',
  'backwardBitsPerSecond',
])

/** Whether less of it is worse: such a metric breaches below its limit. */
export const worseBelow = (metric: string): boolean => LOWER_IS_WORSE.has(metric)

const FAILURES: Record<string, string> = {
  'name-not-found': 'Name not found',
  'no-route': 'No route',
  'connection-refused': 'Connection refused',
  'connection-reset': 'Connection reset',
  tls: 'TLS failed',
  protocol: 'Protocol error',
  status: 'Unexpected status',
  authentication: 'Login denied',
  'host-key': 'Host key not accepted',
  assertion: 'Not as expected',
  io: 'Input/output error',
}

const TIMESTAMPS: Record<string, string> = {
  'kernel-tx-rx': 'by the kernel, sending and receiving',
  'kernel-rx': 'by the kernel when receiving, by the process when sending',
  'kernel-tcp': "by the kernel's own TCP bookkeeping",
  user: 'by the process (its own scheduling is in the number)',
}

const METHODS: Record<string, string> = {
  'icmp-dgram': 'ICMP echo, unprivileged socket',
  'icmp-raw': 'ICMP echo, raw socket',
  'ping-binary': "ICMP echo by the system's ping",
  'tcp-connect': 'TCP handshake',
  'http-get': 'GET over a new connection',
  'tls-handshake': 'TLS handshake',
  'dns-query': 'DNS query',
  'ssh-handshake': 'SSH over a new connection',
  stamp: 'STAMP packets to a reflector (RFC 8762)',
  'udp-errqueue': "UDP, answers from the socket's error queue",
  iperf3: 'data to an iperf3 server',
  librespeed: 'files to and from a LibreSpeed server',
  'tcp-info': "the kernel's own TCP bookkeeping",
  'af-packet': 'copies of packets by the kernel',
  procfs: "the kernel's own counters",
  jdk: 'what the Java runtime tells',
}

const CAUSES: Record<string, string> = {
  scheduled: 'scheduled',
  confirmation: 'confirming a breach',
  escalated: 'escalated',
  'on-demand': 'asked for',
  autonomous: 'scheduled, probe was cut off',
}

/** The name of a metric in words; an unknown one keeps its wire name. */
export const metricWord = (metric: string): string => METRICS[metric] ?? metric

/** How the clock was read. */
export const timestampWords = (source: string): string => TIMESTAMPS[source] ?? source

/** How it was measured. */
export const methodWords = (method: string): string => METHODS[method] ?? method

/** Why the test ran. */
export const causeWord = (type: string): string => CAUSES[type] ?? type

/** A value of a metric with the unit that ends its name. */
export function metricValue(metric: string, value: number): string {
  if (metric.endsWith('Us')) return duration(value)
  if (metric.endsWith('Ratio')) return percent(value)
  if (metric === 'certificateDays' && value < 0) return 'none, it has expired'
  if (metric.endsWith('Days')) return `${Math.floor(value)}\u00a0days`
  if (metric === 'pathMtuBytes') return `${value}\u00a0bytes`
  if (metric.endsWith('itsPerSecond')) return bitRate(value)
  if (metric.endsWith('Bytes')) return bytes(value)
  return String(Number(value.toFixed(3)))
}

/** The ends of a range of values: times are short or long, all else is low or high. */
export function rangeWords(metric: string): { least: string; most: string } {
  return metric.endsWith('Us')
    ? { least: 'shortest', most: 'longest' }
    : { least: 'lowest', most: 'highest' }
}

/** "http: lossRatio 0.2 > 0.05" as "loss 20 % over the limit of 5 %", without the check's name. */
export function reasonWords(check: string, reason: string): string {
  const text = reason.startsWith(`${check}: `) ? reason.slice(check.length + 2) : reason
  const bound = /^(\w+) (-?[\d.eE+-]+) ([<>])=? (-?[\d.eE+-]+)$/.exec(text)
  if (bound === null) return text
  const [, metric = '', value, sign, limit] = bound
  const side = sign === '>' ? 'over' : 'under'
  const [is, most] = [metricValue(metric, Number(value)), metricValue(metric, Number(limit))]
  return `${metricWord(metric)} ${is}, ${side} the limit of ${most}`
}

/** How a result ended, in words. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.type) {
    case 'measured':
      return 'Answered'
    case 'failed': {
      const cause = FAILURES[outcome.failure] ?? 'Failed'
      return outcome.detail === '' ? cause : `${cause}: ${outcome.detail}`
    }
    case 'timed-out':
      return `No answer within ${span(outcome.afterUs)}`
    case 'refused':
      return `Not run: ${outcome.reason}`
    case 'unsupported':
      return `This probe cannot run it: ${outcome.reason}`
    case 'unknown':
      return 'Ended in a way that this page does not know'
  }
}

const HEADLINES: Record<string, string> = {
  ping: 'rttMeanUs',
  tcp: 'connectUs',
  http: 'totalUs',
  dns: 'lookupUs',
  traceroute: 'rttMeanUs',
  tls: 'tlsUs',
  ssh: 'totalUs',
  grpc: 'totalUs',
  udp: 'rttMeanUs',
  throughput: 'bitsPerSecond',
  capture: 'capturedBytes',
  speedtest: 'backwardBitsPerSecond',
}

/** The numbers that stand for a result, such as "0.051 ms · 0 % loss" or "12.3 ms · 200". */
export function headline(result: Result): string {
  const parts: string[] = []
  const name = HEADLINES[result.test] ?? ''
  const main = result.metrics[name]
  if (main !== undefined) parts.push(metricValue(name, main))
  const loss = result.metrics['lossRatio']
  if (loss !== undefined) parts.push(`${percent(loss)} loss`)
  if (result.details) parts.push(...sighting(result.details, result.metrics))
  return parts.length > 0 ? parts.join(' · ') : shortOutcome(result.outcome)
}

/** What a test saw, as short as a cell. */
function sighting(details: Details, metrics: Result['metrics']): string[] {
  const { cpuBusyRatio, forwardBitsPerSecond } = metrics
  switch (details.type) {
    case 'http':
      return details.status > 0 ? [String(details.status)] : [] // 0: no answer came
    case 'dns':
      return details.rcode === 'NOERROR' ? [] : [details.rcode]
    case 'traceroute': {
      const hops = details.hops.length === 1 ? '1 hop' : `${details.hops.length} hops`
      return [hops, ...(details.reached ? [] : ['target not reached'])]
    }
    case 'mtu':
      return [`MTU ${details.mtuBytes}`, ...(details.blackHole ? ['black hole'] : [])]
    case 'tls':
      return [details.version, ...(details.verdict === 'trusted' ? [] : [details.verdict])]
    case 'ssh':
      return details.version == null ? [] : [details.version.replace(/^SSH-[\d.]+-/, '')]
    case 'system':
      return cpuBusyRatio === undefined ? [] : [`CPU ${percent(cpuBusyRatio)} busy`]
    case 'udp':
      return lossSides(details)
    case 'grpc':
      return details.serving == null ? [] : [details.serving]
    case 'ports':
      return [details.open === '' ? 'no port open' : `open: ${details.open}`]
    case 'throughput':
      return details.direction === 'both' ? ['both ways'] : []
    case 'capture':
      return [counted(details.packets, 'packet')]
    case 'speedtest':
      return forwardBitsPerSecond === undefined ? [] : [`${bitRate(forwardBitsPerSecond)} there`]
    case 'ping':
    case 'tcp':
    case 'unknown':
      return []
  }
}

/** In which directions packets were lost, where that is known. */
function lossSides({ lostForward, lostBackward }: UdpDetails): string[] {
  return [
    ...((lostForward ?? 0) > 0 ? [`${lostForward} there`] : []),
    ...((lostBackward ?? 0) > 0 ? [`${lostBackward} back`] : []),
  ]
}

/** One or two words for a cell. */
export function shortOutcome(outcome: Outcome): string {
  switch (outcome.type) {
    case 'measured':
      return 'answered'
    case 'failed':
      return (FAILURES[outcome.failure] ?? 'failed').toLowerCase()
    case 'timed-out':
      return 'no answer'
    case 'refused':
      return 'not run'
    case 'unsupported':
      return 'unsupported'
    case 'unknown':
      return 'unknown'
  }
}
