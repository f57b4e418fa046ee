/**
 * The messages of /api/v1, as `contracts` and the API write them. Durations are microseconds. What
 * is null may also be absent, so readers compare with `== null`.
 */

import type { Details, Interval } from './details'
import type { TierState } from './incidents'

export type PathState = 'failing' | 'breaching' | 'healthy' | 'stale' | 'unproven'

export interface Page<T> {
  items: T[]
  next: string | null
}

export type Outcome =
  | { type: 'measured' }
  | { type: 'failed'; failure: string; detail: string }
  | { type: 'timed-out'; afterUs: number }
  | { type: 'refused'; reason: string }
  | { type: 'unsupported'; reason: string }
  | { type: 'unknown' }

export interface Quality {
  timestampSource: string
  method: string
  protocol: string
  scheduleLagUs: number
  underLoad: boolean
  clockErrorUs?: number | null
  isolated: boolean
  simulated: boolean
}

/** A file that a test made beside its result. */
export interface Artifact {
  id: string
  name: string
  /** `arriving`, `complete`, `incomplete` or `damaged`. */
  state: string
  /** Why it is not complete. */
  note: string
  /** Where it is, once it is complete. */
  content: string | null
}

export interface Result {
  id: string
  commandId: string
  runId: string
  probe: string
  target: string
  check: string
  test: string
  family: string
  tier: number
  cause: { type: string }
  dueAt: string
  startedAt: string
  durationUs: number
  outcome: Outcome
  metrics: Record<string, number>
  details?: Details | null
  quality: Quality
}

export interface CheckState {
  check: string
  test: string
  family: string
  state: PathState
  /** How far from its bound: above 1 it breaches. */
  load: number
  reason: string
  intervalUs: number | null
  headline: { metric: string; value: number } | null
  result: Result | null
}

export interface PathRow {
  probe: string
  target: string
  address: string
  state: PathState
  load: number
  reason: string
  updatedAt: string | null
  checks: CheckState[]
  /** Where the path stands between healthy and analysed. */
  pathState?: TierState | null
  /** The incident that it belongs to, by its id. */
  incident?: string | null
}

export type Summary = Record<'total' | PathState, number>

export interface PathPage extends Page<PathRow> {
  summary: Summary
}

export interface Point {
  at: string
  count: number
  unanswered: number
  minUs: number | null
  p50Us: number | null
  meanUs: number | null
  p95Us: number | null
  maxUs: number | null
  lossRatio: number | null
}

export interface SeriesData {
  series: { probe: string; target: string; check: string; test: string; family: string }
  from: string
  to: string
  /** 0: each point is one result. */
  stepUs: number
  headline: string
  points: Point[]
}

export interface TestCommand {
  commandId: string
  probe: string
  check: string
  family: string
  status: 'queued' | 'accepted' | 'running' | 'done' | 'expired'
  detail: string
  /** Null while it has none. */
  ending: 'completed' | 'failed' | 'refused' | 'unanswered' | null
  result: Result | null
  /** What a throughput or speed test that runs carried in its last second. */
  seen?: Interval | null
}

export interface TestStatus {
  test_id: string
  status: 'queued' | 'running' | 'done' | 'expired'
  requestedAt: string
  expiresAt: string
  target: { id: string; address: string }
  /** How many are how far, each counted once; `total` is the sum. */
  probes: Record<
    'total' | 'waiting' | 'running' | 'completed' | 'failed' | 'refused' | 'unanswered',
    number
  >
  commands: TestCommand[]
}
