/** Of tests that send data for a while: UDP, throughput, speed test. */

import type { Interval, SpeedtestDetails, ThroughputDetails, UdpDetails } from '../api/details'
import { bitRate, duration } from '../format/numbers'
import { methodWords } from '../format/words'
import { plural } from '../language/plural'
import { type Message, msg, t } from '../language/text'
import { type Fact, type Metrics, certificateFacts, portWords } from './factParts'

export function udpFacts(details: UdpDetails): Fact[] {
  const { lostForward, lostBackward, lostUndecided, late, duplicates } = details
  const { reorderedForward, reorderedBackward, turnaroundUs } = details
  const known = (value?: number | null): value is number => value != null
  return [
    ...(known(lostForward) && known(lostBackward) && known(lostUndecided)
      ? [[t('Lost'), lossWords(lostForward, lostBackward, lostUndecided)] as const]
      : []),
    ...(late > 0 ? [[t('Too late'), answers(late)] as const] : []),
    ...(duplicates > 0 ? [[t('Came again'), answers(duplicates)] as const] : []),
    ...(known(reorderedForward) &&
    known(reorderedBackward) &&
    reorderedForward + reorderedBackward > 0
      ? [
          [
            t('Overtaken'),
            t('{there} there, {back} back', { there: reorderedForward, back: reorderedBackward }),
          ] as const,
        ]
      : []),
    [t('One way'), details.oneWay],
    ...(known(turnaroundUs) ? [[t('At the reflector'), duration(turnaroundUs)] as const] : []),
    [t('Reflector'), `${portWords(details)}, ${details.reflector}`],
  ]
}

const answers = (n: number): string => plural(n, '{n} answer', '{n} answers')

function lossWords(there: number, back: number, undecided: number): string {
  return undecided === 0
    ? t('{there} on the way there, {back} back', { there, back })
    : t('{there} on the way there, {back} back, {undecided} cannot be told', {
        there,
        back,
        undecided,
      })
}

const WAYS: Record<string, Message> = {
  forward: msg('there||of a direction'),
  reverse: msg('back||of a direction'),
  both: msg('there and back'),
}

/** In which direction data went; an unknown one keeps its wire name. */
function wayWords(direction: string): string {
  const known = WAYS[direction]
  return known ? t(known) : direction
}

export function throughputFacts(details: ThroughputDetails): Fact[] {
  const { protocol, direction, parallel, tries, latencyBy, intervals } = details
  const controls = [details.congestion, details.backwardCongestion].filter((one) => one != null)
  return [
    [
      t('Data'),
      plural(parallel, '{protocol} {way}, {n} stream', '{protocol} {way}, {n} streams', {
        protocol: protocol.toUpperCase(),
        way: wayWords(direction),
      }),
    ],
    [t('Each second'), intervals.map(secondWords).join(', ')],
    ...(controls.length > 0 ? [[t('Congestion control'), controlWords(controls)] as const] : []),
    [t('Round trips'), latencyBy === 'none' ? t('not measured') : methodWords(latencyBy)],
    ...(tries > 1 ? [[t('Busy'), t('free at the {tries}. try', { tries })] as const] : []),
    [t('iperf3 server'), portWords(details)],
  ]
}

/** One for both directions, or one for each. */
const controlWords = ([there = '', back]: string[]): string =>
  back === undefined ? there : t('{there} there, {back}', { there, back })

export function speedtestFacts(details: SpeedtestDetails, metrics: Metrics): Fact[] {
  const { address, port, url, direction, parallel, tries, latencyBy, intervals } = details
  const way = direction === 'both' ? t('back, then there') : wayWords(direction)
  return [
    [
      t('Data'),
      plural(
        parallel,
        'HTTP/1.1 {way}, {n} connection; payload alone',
        'HTTP/1.1 {way}, {n} connections; payload alone',
        { way },
      ),
    ],
    [t('Each second'), intervals.map(secondWords).join(', ')],
    ...(details.congestion == null ? [] : [[t('Congestion control'), details.congestion] as const]),
    [t('Round trips'), latencyBy === 'none' ? t('not measured') : methodWords(latencyBy)],
    ...(tries > 1 ? [[t('Busy'), t('free at the {tries}. try', { tries })] as const] : []),
    ...(details.clientAddress == null
      ? []
      : [[t('Seen from there'), details.clientAddress] as const]),
    [t('Server'), t('{url} at {address}, port {port}', { url, address, port })],
    ...(details.certificate ? certificateFacts(details.certificate, metrics) : []),
  ]
}

function secondWords({ forwardBitsPerSecond, backwardBitsPerSecond }: Interval): string {
  const ways = [forwardBitsPerSecond, backwardBitsPerSecond].filter((one) => one != null)
  return ways.map((one) => bitRate(one)).join(' + ')
}
