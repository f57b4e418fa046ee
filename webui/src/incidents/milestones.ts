import type { Incident } from '../api/incidents'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { type Phase, startOf } from './story'

/** How far the story has come in one phase. */
export interface Milestone {
  phase: Phase
  /** Milliseconds after the start; undefined where it was not reached. */
  afterMs: number | undefined
  note: string
  /** Whether somebody must allow it. */
  waits?: boolean
}

/** The phases with the moment at which each was reached. */
export function milestonesOf(incident: Incident): Milestone[] {
  const start = startOf(incident)
  const first = (...kinds: [kind: string, tier?: number][]): number | undefined => {
    const entry = incident.chain.find((one) =>
      kinds.some(([kind, tier]) => one.kind === kind && (tier ?? one.tier) === one.tier),
    )
    return entry && Date.parse(entry.at) - start
  }
  const tier = (n: number): Milestone['afterMs'] => first(['deepened', n], ['found', n])
  const over = incident.closedAt ?? undefined
  return [
    { phase: 'breach', afterMs: 0, note: '' },
    { phase: 'confirmation', afterMs: first(['confirmed'], ['opened']), note: '' },
    { phase: 'tier2', afterMs: tier(2), note: tierNote(incident, 2) },
    { phase: 'tier3', afterMs: tier(3), note: tierNote(incident, 3), waits: waits(incident) },
    recovery(incident, over === undefined ? undefined : Date.parse(over) - start),
  ]
}

function recovery(incident: Incident, closedMs: number | undefined): Milestone {
  const { state, chain, mergedInto } = incident
  const last = chain.findLast(({ kind }) => kind.startsWith('recover'))
  const lastMs = last && Date.parse(last.at) - startOf(incident)
  const reached = (afterMs: number | undefined, note: string): Milestone => ({
    phase: 'recovery',
    afterMs,
    note,
  })
  switch (state) {
    case 'closed':
      if (mergedInto != null) return reached(undefined, t('merged into another'))
      if (chain.some(({ kind }) => kind === 'close')) return reached(undefined, t('closed by hand'))
      return reached(lastMs ?? closedMs, t('closed||the story ends so'))
    case 'recovering':
      return reached(lastMs, t('watched for a relapse'))
    case 'open':
    case 'unknown':
      return reached(undefined, t('not yet'))
  }
}

/** Whether tier 3 waits for somebody who allows it. */
function waits({ chain, awaitsApproval, state }: Incident): boolean {
  const begun = chain.some(({ tier, kind }) => tier === 3 && BEGUN.has(kind))
  return awaitsApproval.length > 0 && state !== 'closed' && !begun
}

const BEGUN = new Set(['deepened', 'found'])

function tierNote(incident: Incident, tier: number): string {
  const { chain, state } = incident
  const mine = chain.filter((entry) => entry.tier === tier)
  const found = mine.filter(({ kind }) => kind === 'found').length
  if (found > 0) return plural(found, '{n} finding', '{n} findings')
  if (mine.some(({ kind }) => kind === 'deepened')) return t('running')
  if (tier === 3 && waits(incident)) return t('waits for approval')
  if (mine.some(({ kind }) => kind === 'suppressed')) return t('withheld')
  return state === 'open' ? t('not yet') : t('not run')
}
