import { type Message, msg, t } from '../language/text'
import { DEFAULT_PERIOD, PERIODS, type Period, isDay } from './period'

/** What the rows of a report are of, the coarse ones first; together they make the rows finer. */
export const BYS = ['month', 'day', 'site', 'probe', 'target', 'path', 'check'] as const

export type By = (typeof BYS)[number]

/** What a row is of, in words. */
export const BY_WORDS: Record<By, Message> = {
  month: msg('month'),
  day: msg('day'),
  site: msg('site'),
  probe: msg('probe'),
  target: msg('target'),
  path: msg('path'),
  check: msg('check'),
}

/** The same of one that may be from a newer server. */
export function byWord(by: string): string {
  const word = (BY_WORDS as Partial<Record<string, Message>>)[by]
  return word === undefined ? by : t(word)
}

/** What a report can be bounded to. */
export const BOUNDS = ['site', 'probe', 'target', 'check'] as const

/** What percentiles can be of, the headlines of tests: of single values, so that none is a mean. */
export const METRICS = {
  rttMeanUs: msg('round trip (ping, UDP, traceroute)'),
  totalUs: msg('total time (HTTP, gRPC, SSH)'),
  lookupUs: msg('lookup (DNS)'),
  connectUs: msg('connect (TCP)'),
  tlsUs: msg('handshake (TLS)'),
  bitsPerSecond: msg('throughput'),
  backwardBitsPerSecond: msg('speed test, to the probe'),
} as const

export type Metric = keyof typeof METRICS

/** A metric in words; one that is not offered keeps its name. */
export function wordOf(metric: string): string {
  const word = (METRICS as Partial<Record<string, Message>>)[metric]
  return word === undefined ? metric : t(word)
}

/** By what rows can be put in order, the worst first. */
export const SORTS = ['availability', 'failed', 'missed', 'lossRatio', 'p50', 'p95', 'p99'] as const

export type Sort = (typeof SORTS)[number]

/** Which report is shown, as it stands in the URL; what is absent is the default. */
export interface ReportSearch {
  period?: Period
  /** Days in UTC, such as 2026-11-01; both count. */
  from?: string
  to?: string
  by?: By[]
  site?: string
  probe?: string
  target?: string
  check?: string
  metric?: Metric
  sort?: Sort
}

/** The view state in a URL's query; what it does not understand it leaves out. */
export function reportSearch(search: Record<string, unknown>): ReportSearch {
  const given: unknown[] = Array.isArray(search['by']) ? search['by'] : [search['by']]
  const by = BYS.filter((one) => given.includes(one))
  const period = PERIODS.find(({ name }) => name === search['period'])?.name
  const metric = (Object.keys(METRICS) as Metric[]).find((one) => one === search['metric'])
  const sort = SORTS.find((one) => one === search['sort'])
  const { from, to } = search
  const bounds = BOUNDS.flatMap((one) => {
    const value = search[one]
    return value === undefined || value === '' ? [] : [[one, String(value).trim()]]
  })
  return {
    ...(period !== undefined && period !== DEFAULT_PERIOD && { period }),
    ...(isDay(from) && isDay(to) && from <= to && period === undefined && { from, to }),
    ...(by.length > 0 && by.join() !== 'path' && { by }),
    ...(Object.fromEntries(bounds) as Pick<ReportSearch, (typeof BOUNDS)[number]>),
    ...(metric !== undefined && metric !== 'rttMeanUs' && { metric }),
    ...(sort !== undefined && { sort }),
  }
}
