/** Incidents and what leads to them, as `contracts` writes them. What is null may also be absent. */

import type { components } from './openapi'
import type { Result } from './types'

/** Where a path stands between healthy and analysed. */
export type TierState =
  | 'unproven'
  | 'healthy'
  | 'suspect'
  | 'diagnosing'
  | 'analysing'
  | 'recovering'
  | 'silent'
  | 'unknown'

export type IncidentState = 'open' | 'recovering' | 'closed' | 'unknown'

export type Severity = 'warning' | 'critical' | 'unknown'

/** A path's two ends. */
export interface PathName {
  probe: string
  target: string
}

/** A number on the wrong side of a rule's bound. */
export interface Breach {
  resultId: string
  check: string
  family: string
  tier: number
  metric: string
  value: number
  bound: number
  rule: string
  ruleVersion: number
  severity: Severity
}

/** Where the cause lies: `broken` of the `tested` paths within it. */
export interface Scope {
  kind: 'path' | 'target' | 'probe' | 'site' | 'unknown'
  subject: string
  broken: number
  tested: number
}

export interface Member extends PathName {
  site: string
  state: TierState
  since: string
  recoveredAt?: string | null
  /** The target that it depends on and that is broken itself. */
  behind?: string | null
}

/** One link of the story. */
export interface Entry {
  at: string
  /** A step of the escalation, or what somebody did. */
  kind: string
  tier: number
  path?: PathName | null
  resultId?: string | null
  breach?: Breach | null
  text: string
  by?: string | null
}

/** One cause and everything that it broke. */
export interface Incident {
  id: string
  /** The highest is the truth. */
  revision: number
  state: IncidentState
  openedAt: string
  updatedAt: string
  closedAt?: string | null
  scope: Scope
  members: Member[]
  sentence: string
  severity: Severity
  ruleVersion: string
  chain: Entry[]
  chainDropped: number
  acknowledgedBy?: string | null
  /** Who is to look after it. */
  assignee?: string | null
  /** How many orders were withheld because it stands for them. */
  suppressed: number
  /** Paths whose tier 3 waits for somebody. */
  awaitsApproval: PathName[]
  mergedInto?: string | null
  silencedBy?: string | null
  simulated: boolean
}

/** An incident in a list: no story, and at most the first members. */
export interface IncidentSummary extends Omit<Incident, 'chain' | 'chainDropped'> {
  memberCount: number
  chainCount: number
}

/** One decision about a path; of an event, what is needed to know whom it concerns. */
export interface Escalation extends PathName {
  id: string
  step: string
  to: TierState
}

/** The whole of it, as the history has it. */
export interface Decision extends Escalation {
  at: string
  from: TierState
  tier: number
  breach?: Breach | null
  resultId?: string | null
  /** Why not, where something was withheld. */
  reason: string
  text: string
  simulated: boolean
}

/** What somebody can do with an incident. */
export type ActionKind = 'acknowledge' | 'assign' | 'approve' | 'comment' | 'close'

/** News of an incident on its way to one channel. */
export type Delivery = components['schemas']['Delivery']

/** A link to an incident as it was, without what opens it. */
export type SnapshotLink = components['schemas']['SnapshotLink']

/** The same with what opens it, which is told once. */
export type MadeSnapshotLink = components['schemas']['MadeSnapshotLink']

/** An incident as it was, as its link shows it. */
export interface Snapshot {
  takenAt: string
  expiresAt: string
  incident: Incident
  results: Result[]
}

/** A time in which nobody is told of some paths, or nothing is judged either. */
export type Silence = components['schemas']['Silence']

/** Faults that the demo can inject, and the one in force. */
export type Demo = components['schemas']['Demo']
