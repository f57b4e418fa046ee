import type { Details, UdpDetails } from '../api/details'
import type { Outcome, Result } from '../api/types'
import { plural } from '../language/plural'
import { type Message, msg, t, within } from '../language/text'
import { bitRate, bytes, decimal, duration, percent, span } from './numbers'

const METRICS: Record<string, Message> = {
  packetsSent: msg('packets sent'),
  packetsReceived: msg('packets received'),
  lossRatio: msg('loss'),
  rttMinUs: msg('shortest round trip'),
  rttMeanUs: msg('mean round trip'),
  rttP50Us: msg('median round trip'),
  rttP95Us: msg('95th percentile'),
  rttMaxUs: msg('longest round trip'),
  jitterUs: msg('jitter'),
  resolveUs: msg('name lookup'),
  connectUs: msg('connect'),
  tlsUs: msg('TLS handshake'),
  firstByteUs: msg('wait for first byte'),
  transferUs: msg('transfer'),
  totalUs: msg('total'),
  lookupUs: msg('lookup'),
  bodyBytes: msg('body'),
  hops: msg('hops'),
  pathMtuBytes: msg('path MTU'),
  cpuBusyRatio: msg('CPU busy'),
  loadAverage: msg('load average'),
  memoryAvailableBytes: msg('memory available'),
  interfaceErrors: msg('interface errors'),
  certificateDays: msg('certificate lifetime left'),
  bannerUs: msg('wait for banner'),
  keyExchangeUs: msg('key exchange'),
  authenticationUs: msg('authentication'),
  forwardLossRatio: msg('loss on the way there'),
  backwardLossRatio: msg('loss on the way back'),
  forwardPdvUs: msg('delay variation there'),
  backwardPdvUs: msg('delay variation back'),
  forwardDelayUs: msg('delay on the way there'),
  backwardDelayUs: msg('delay on the way back'),
  reorderedRatio: msg('reordered'),
  duplicateRatio: msg('duplicates'),
  openPorts: msg('open ports'),
  closedPorts: msg('closed ports'),
  filteredPorts: msg('silent ports'),
  bitsPerSecond: msg('throughput'),
  forwardBitsPerSecond: msg('throughput there'),
  backwardBitsPerSecond: msg('throughput back'),
  retransmits: msg('retransmits'),
  forwardJitterUs: msg('jitter there'),
  backwardJitterUs: msg('jitter back'),
  idleRttP50Us: msg('median round trip before'),
  idleRttP95Us: msg('95th percentile before'),
  loadedRttP50Us: msg('median round trip under load'),
  loadedRttP95Us: msg('95th percentile under load'),
  capturedPackets: msg('packets captured'),
  capturedBytes: msg('traffic captured'),
  droppedPackets: msg('packets missed'),
  unanswered: msg('no answer'),
  recentLossRatio: msg('loss of the last 100 packets'),
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

const FAILURES: Record<string, Message> = {
  'name-not-found': msg('Name not found'),
  'no-route': msg('No route'),
  'connection-refused': msg('Connection refused'),
  'connection-reset': msg('Connection reset'),
  tls: msg('TLS failed'),
  protocol: msg('Protocol error'),
  status: msg('Unexpected status'),
  authentication: msg('Login denied'),
  'host-key': msg('Host key not accepted'),
  assertion: msg('Not as expected'),
  io: msg('Input/output error'),
}

const TIMESTAMPS: Record<string, Message> = {
  'kernel-tx-rx': msg('by the kernel, sending and receiving'),
  'kernel-rx': msg('by the kernel when receiving, by the process when sending'),
  'kernel-tcp': msg("by the kernel's own TCP bookkeeping"),
  user: msg('by the process (its own scheduling is in the number)'),
}

const METHODS: Record<string, Message> = {
  'icmp-dgram': msg('ICMP echo, unprivileged socket'),
  'icmp-raw': msg('ICMP echo, raw socket'),
  'ping-binary': msg("ICMP echo by the system's ping"),
  'tcp-connect': msg('TCP handshake'),
  'http-get': msg('GET over a new connection'),
  'tls-handshake': msg('TLS handshake'),
  'dns-query': msg('DNS query'),
  'ssh-handshake': msg('SSH over a new connection'),
  stamp: msg('STAMP packets to a reflector (RFC 8762)'),
  'udp-errqueue': msg("UDP, answers from the socket's error queue"),
  iperf3: msg('data to an iperf3 server'),
  librespeed: msg('files to and from a LibreSpeed server'),
  'tcp-info': msg("the kernel's own TCP bookkeeping"),
  'af-packet': msg('copies of packets by the kernel'),
  procfs: msg("the kernel's own counters"),
  jdk: msg('what the Java runtime tells'),
}

const CAUSES: Record<string, Message> = {
  scheduled: msg('scheduled'),
  confirmation: msg('confirming a breach'),
  escalated: msg('escalated'),
  'on-demand': msg('asked for'),
  autonomous: msg('scheduled, probe was cut off'),
}

const said = (text: Message | undefined): string | undefined => text && t(text)

/** The name of a metric in words; an unknown one keeps its wire name. */
export const metricWord = (metric: string): string => said(METRICS[metric]) ?? metric

/** How the clock was read. */
export const timestampWords = (source: string): string => said(TIMESTAMPS[source]) ?? source

/** How it was measured. */
export const methodWords = (method: string): string => said(METHODS[method]) ?? method

/** Why the test ran. */
export const causeWord = (type: string): string => said(CAUSES[type]) ?? type

/** A value of a metric with the unit that ends its name. */
export function metricValue(metric: string, value: number): string {
  if (metric.endsWith('Us')) return duration(value)
  if (metric.endsWith('Ratio')) return percent(value)
  if (metric === 'certificateDays' && value < 0) return t('none, it has expired')
  if (metric.endsWith('Days')) return t('{days}\u00a0days', { days: Math.floor(value) })
  if (metric === 'pathMtuBytes') return t('{bytes}\u00a0bytes', { bytes: value })
  if (metric.endsWith('itsPerSecond')) return bitRate(value)
  if (metric.endsWith('Bytes')) return bytes(value)
  return decimal(String(Number(value.toFixed(3))))
}

/** The ends of a range of values: times are short or long, all else is low or high. */
export function rangeWords(metric: string): { least: string; most: string } {
  return metric.endsWith('Us')
    ? { least: t('shortest'), most: t('longest') }
    : { least: t('lowest'), most: t('highest') }
}

/**
 * "http: lossRatio 0.2 > 0.05 (rule strict)" as "loss 20 %, over the limit of 5 % (rule strict)",
 * without the check's name; the limits that are built in have no rule's name.
 */
export function reasonWords(check: string, reason: string): string {
  const text = reason.startsWith(`${check}: `) ? reason.slice(check.length + 2) : reason
  const bound = /^(\w+) (-?[\d.eE+-]+) ([<>])=? (-?[\d.eE+-]+)(?: \(rule (\S+)\))?$/.exec(text)
  if (bound === null) return text
  const [, metric = '', value, sign, limit, rule] = bound
  const said = {
    metric: metricWord(metric),
    is: metricValue(metric, Number(value)),
    limit: metricValue(metric, Number(limit)),
  }
  const broken =
    sign === '>'
      ? t('{metric} {is}, over the limit of {limit}', said)
      : t('{metric} {is}, under the limit of {limit}', said)
  return rule === undefined ? broken : t('{broken} (rule {rule})', { broken, rule })
}

/** How a result ended, in words. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.type) {
    case 'measured':
      return t('Answered')
    case 'failed': {
      const cause = t(FAILURES[outcome.failure] ?? msg('Failed'))
      return outcome.detail === '' ? cause : `${cause}: ${outcome.detail}`
    }
    case 'timed-out':
      return t('No answer within {time}', { time: span(outcome.afterUs) })
    case 'refused':
      return t('Not run: {reason}', { reason: outcome.reason })
    case 'unsupported':
      return t('This probe cannot run it: {reason}', { reason: outcome.reason })
    case 'unknown':
      return t('Ended in a way that this page does not know')
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
  if (loss !== undefined) parts.push(t('{loss} loss', { loss: percent(loss) }))
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
      const hops = plural(details.hops.length, '{n} hop', '{n} hops')
      return [hops, ...(details.reached ? [] : [t('target not reached')])]
    }
    case 'mtu':
      return [`MTU ${details.mtuBytes}`, ...(details.blackHole ? [t('black hole')] : [])]
    case 'tls':
      return [details.version, ...(details.verdict === 'trusted' ? [] : [details.verdict])]
    case 'ssh':
      return details.version == null ? [] : [details.version.replace(/^SSH-[\d.]+-/, '')]
    case 'system':
      return cpuBusyRatio === undefined
        ? []
        : [t('CPU {share} busy', { share: percent(cpuBusyRatio) })]
    case 'udp':
      return lossSides(details)
    case 'grpc':
      return details.serving == null ? [] : [details.serving]
    case 'ports':
      return [details.open === '' ? t('no port open') : t('open: {ports}', { ports: details.open })]
    case 'throughput':
      return details.direction === 'both' ? [t('both ways')] : []
    case 'capture':
      return [plural(details.packets, '{n} packet', '{n} packets')]
    case 'speedtest':
      return forwardBitsPerSecond === undefined
        ? []
        : [t('{value} there', { value: bitRate(forwardBitsPerSecond) })]
    case 'ping':
    case 'tcp':
    case 'unknown':
      return []
  }
}

/** In which directions packets were lost, where that is known. */
function lossSides({ lostForward, lostBackward }: UdpDetails): string[] {
  return [
    ...((lostForward ?? 0) > 0 ? [t('{value} there', { value: lostForward ?? 0 })] : []),
    ...((lostBackward ?? 0) > 0 ? [t('{value} back', { value: lostBackward ?? 0 })] : []),
  ]
}

/** One or two words for a cell. */
export function shortOutcome(outcome: Outcome): string {
  switch (outcome.type) {
    case 'measured':
      return t('answered')
    case 'failed':
      return within(t(FAILURES[outcome.failure] ?? msg('Failed')))
    case 'timed-out':
      return t('no answer')
    case 'refused':
      return t('not run')
    case 'unsupported':
      return t('unsupported')
    case 'unknown':
      return t('unknown')
  }
}
