import { describe, expect, test } from 'vitest'
import type { Details } from '../api/details'
import type { Result } from '../api/types'
import { ago, lasted, utcTime } from './times'
import { headline, metricValue, outcomeWords, reasonWords } from './words'

const plain = (text: string): string => text.replace(/\u00a0/g, ' ')

describe('words', () => {
  test.each([
    ['ping: lossRatio 0.2 > 0.05', 'loss 20 %, over the limit of 5 %'],
    ['ping: rttMeanUs 123456.7 > 100000.0', 'mean round trip 123 ms, over the limit of 100 ms'],
    ['ping: rttMeanUs 2.5E8 > 100000', 'mean round trip 4 min, over the limit of 100 ms'],
    [
      'ping: rttMeanUs 30000 > 20000 (rule far-office)',
      'mean round trip 30.0 ms, over the limit of 20.0 ms (rule far-office)',
    ],
    ['http: 503, expected 200 to 399', 'http: 503, expected 200 to 399'],
  ])('says "%s" plainly', (reason, words) => expect(plain(reasonWords('ping', reason))).toBe(words))

  test('says which way a lifetime is out of its limit', () => {
    expect(plain(reasonWords('http', 'http: certificateDays 3.2 < 7'))).toBe(
      'certificate lifetime left 3 days, under the limit of 7 days',
    )
  })

  test('says how a result ended', () => {
    expect(plain(outcomeWords({ type: 'timed-out', afterUs: 5_000_000 }))).toBe(
      'No answer within 5 s',
    )
    expect(outcomeWords({ type: 'failed', failure: 'connection-refused', detail: '' })).toBe(
      'Connection refused',
    )
    expect(outcomeWords({ type: 'failed', failure: 'newer', detail: 'x' })).toBe('Failed: x')
  })
})

describe('a result in a cell', () => {
  const said = (test: string, metrics: Record<string, number>, details: Details): string =>
    plain(headline({ test, metrics, details, outcome: { type: 'measured' } } as Result))

  test('of a traceroute says how far it came', () => {
    const way: Details = {
      type: 'traceroute',
      address: 'a',
      protocol: 'icmp',
      reached: false,
      hops: [],
    }
    expect(said('traceroute', {}, way)).toBe('0 hops · target not reached')
  })

  test('of an HTTP test without an answer says why, and no status', () => {
    const seen = { type: 'http', address: 'a', url: 'http://a/', version: '' } as const
    const outcome = { type: 'failed', failure: 'connection-refused', detail: '' }
    const details: Details = { ...seen, status: 0 }
    const result = { test: 'http', metrics: {}, details, outcome } as unknown as Result
    expect(headline(result)).not.toMatch(/\d/)
    expect(said('http', { totalUs: 12_300 }, { ...seen, status: 503 })).toBe('12.3 ms · 503')
  })

  test('of the other deep tests says what they are for', () => {
    const mtu: Details = { type: 'mtu', address: 'a', mtuBytes: 1_400, blackHole: true }
    expect(said('mtu', {}, mtu)).toBe('MTU 1400 · black hole')
    const tls = { type: 'tls', address: 'a', port: 443, cipher: '' } as const
    const expired: Details = { ...tls, chain: [], version: 'TLSv1.3', verdict: 'expired' }
    expect(said('tls', { tlsUs: 9_400 }, expired)).toBe('9.40 ms · TLSv1.3 · expired')
    const ssh: Details = { type: 'ssh', address: 'a', port: 22, version: 'SSH-2.0-OpenSSH_9.2p1' }
    expect(said('ssh', { totalUs: 21_000 }, ssh)).toBe('21.0 ms · OpenSSH_9.2p1')
  })

  test('of a speed test says both directions', () => {
    const seen = {
      type: 'speedtest',
      address: 'a',
      port: 8989,
      url: 'http://a:8989/backend/',
    } as const
    const details: Details = {
      ...seen,
      direction: 'both',
      parallel: 6,
      tries: 1,
      latencyBy: 'http-get',
      intervals: [],
    }
    const metrics = { backwardBitsPerSecond: 94_000_000, forwardBitsPerSecond: 41_000_000 }
    expect(said('speedtest', metrics, details)).toBe('94.0 Mbit/s · 41.0 Mbit/s there')
  })

  test('of a UDP test says in which direction packets were lost', () => {
    const seen = { type: 'udp', address: 'a', port: 862, late: 0, duplicates: 0 } as const
    const details: Details = {
      ...seen,
      reflector: 'stateful',
      lostForward: 2,
      lostBackward: 0,
      oneWay: '',
    }
    expect(said('udp', { rttMeanUs: 9_400, lossRatio: 0.2 }, details)).toBe(
      '9.40 ms · 20 % loss · 2 there',
    )
    const stateless: Details = { ...seen, reflector: 'stateless', oneWay: '' }
    expect(said('udp', { rttMeanUs: 9_400, lossRatio: 0.2 }, stateless)).toBe('9.40 ms · 20 % loss')
  })

  test('of a test of ports says which are open', () => {
    const call: Details = { type: 'grpc', address: 'a', port: 1, service: '', serving: 'SERVING' }
    expect(said('grpc', { totalUs: 2_000 }, call)).toBe('2.00 ms · SERVING')
    const seen: Details = { type: 'ports', address: 'a', open: '', closed: '23', filtered: '' }
    expect(said('ports', {}, seen)).toBe('no port open')
    expect(said('ports', {}, { ...seen, open: '22,8000-8002' })).toBe('open: 22,8000-8002')
  })

  test('gives each metric its unit', () => {
    expect(plain(metricValue('pathMtuBytes', 1_400))).toBe('1400 bytes')
    expect(plain(metricValue('memoryAvailableBytes', 3_400_000))).toBe('3.40 MB')
    expect(plain(metricValue('recentLossRatio', 0.07))).toBe('7 %')
  })
})

describe('times', () => {
  test.each([
    [-3, '0 s'],
    [4_240, '4.2 s'],
    [9_960, '10 s'],
    [59_700, '1 min'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [86_399_000, '1 d'],
    [273_600_000, '3 d 4 h'],
  ])('says that %d ms lasted %s', (ms, words) => expect(lasted(ms)).toBe(words))

  test.each([
    [400, 'just now'],
    [-5_000, 'just now'],
    [3_900, '3 s ago'],
    [89_000, '89 s ago'],
    [240_000, '4 min ago'],
    [7_200_000, '2 h ago'],
    [259_200_000, '3 d ago'],
  ])('calls %d ms "%s"', (age, words) =>
    expect(ago(1_000_000_000_000 - age, 1_000_000_000_000)).toBe(words),
  )

  test('writes UTC to the second', () => {
    expect(utcTime(Date.UTC(2026, 0, 31, 13, 5, 7))).toBe('2026-01-31 13:05:07 UTC')
  })
})
