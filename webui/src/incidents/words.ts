import type {
  Breach,
  Entry,
  Incident,
  IncidentState,
  Scope,
  Severity,
  TierState,
} from '../api/incidents'
import type { PathState } from '../api/types'
import { count, counted } from '../format/numbers'
import { metricValue, metricWord } from '../format/words'
import type { IconName } from '../ui/icons'

/** How something is shown: its word, its meaning, an icon, and the state whose colour it has. */
export interface Look {
  word: string
  means: string
  icon: IconName
  tone: PathState
}

export const INCIDENT_STATES: Record<IncidentState, Look> = {
  open: look('Open', 'it goes on', 'failing', 'failing'),
  recovering: look(
    'Recovering',
    'all its paths are healthy again; a relapse within a while reopens it',
    'improving',
    'stale',
  ),
  closed: look('Closed', 'it is over', 'healthy', 'healthy'),
  unknown: look('Unknown', 'a state that this page does not know', 'unproven', 'unproven'),
}

export const SEVERITIES: Record<Severity, Look> = {
  critical: look('Critical', 'the rule that opened it says so', 'critical', 'failing'),
  warning: look('Warning', 'the rule that opened it says so', 'breaching', 'breaching'),
  unknown: look('Unknown', 'a severity that this page does not know', 'unproven', 'unproven'),
}

export const TIER_STATES: Record<TierState, Look> = {
  unproven: look('Unproven', 'it has never answered', 'unproven', 'unproven'),
  healthy: look('Healthy', 'no rule is broken', 'healthy', 'healthy'),
  suspect: look(
    'Suspect',
    'a first breach: tested again every few seconds',
    'breaching',
    'breaching',
  ),
  diagnosing: look(
    'Diagnosing',
    'the breach is confirmed: tier 2 looks into it',
    'looking',
    'failing',
  ),
  analysing: look(
    'Analysing',
    'tier 2 found something: tier 3 looks into that',
    'looking',
    'failing',
  ),
  recovering: look('Recovering', 'within bounds again, not yet often enough', 'improving', 'stale'),
  silent: look('Silent', 'nothing comes from its probe', 'stale', 'stale'),
  unknown: look('Unknown', 'a state that this page does not know', 'unproven', 'unproven'),
}

/** How news of an incident stand on their way to a channel. */
export const DELIVERIES: Record<
  'sent' | 'pending' | 'failed' | 'silenced' | 'dropped' | 'unknown',
  Look
> = {
  sent: look('Sent', 'the channel took it', 'healthy', 'healthy'),
  pending: look('Waits', 'it goes out with its group, or is tried again', 'waiting', 'unproven'),
  failed: look('Given up', 'the channel did not take it for a day', 'failing', 'failing'),
  silenced: look('Silenced', 'it is recorded, and nobody was told', 'withheld', 'stale'),
  dropped: look('Dropped', 'its channel was removed before it was told', 'withheld', 'stale'),
  unknown: look('Unknown', 'a state that this page does not know', 'unproven', 'unproven'),
}

function look(word: string, means: string, icon: IconName, tone: PathState): Look {
  return { word, means, icon, tone }
}

/** The look of a state; of one from a newer server, that of the unknown. */
export function lookOf(looks: Record<string, Look> & { unknown: Look }, key: string): Look {
  return (Object.hasOwn(looks, key) ? looks[key] : undefined) ?? looks.unknown
}

const SUBJECTS: Record<Scope['kind'], string> = {
  path: 'Path',
  target: 'Target',
  probe: 'Probe',
  site: 'Site',
  unknown: 'Scope',
}

/** What lies on the other end of the scope's paths, and so is counted. */
const COUNTED: Record<Scope['kind'], string> = {
  path: '',
  target: 'probe',
  probe: 'target',
  site: 'path',
  unknown: 'path',
}

/** Where the cause lies: "Target shop, 9 of 10 probes". */
export function scopeWords({ kind, subject, broken, tested }: Scope): string {
  const known = Object.hasOwn(SUBJECTS, kind) ? kind : 'unknown'
  const others = COUNTED[known]
  const counts = others === '' ? '' : `, ${count(broken)} of ${counted(tested, others)}`
  return `${SUBJECTS[known]} ${subject}${counts}`
}

/** What a breach adds to the text of its entry, which says the numbers as a rule. */
export function breachNote(breach: Breach, text: string): string {
  const { check, family, rule, ruleVersion } = breach
  const numbers = text.includes('bound') ? timesWords(breach) : breachWords(breach)
  return [`${check} ${family}`, numbers, `rule ${rule}@${ruleVersion}`].filter(Boolean).join(', ')
}

/** "2.5 × the bound", where that says something. */
function timesWords({ value, bound }: Breach): string {
  return value > bound && bound > 0 ? `${ratio(value / bound)}\u00a0× the bound` : ''
}

const ratio = (times: number): string => String(Number(times.toFixed(times < 10 ? 1 : 0)))

/** The numbers of a breach: "mean round trip 140 ms, bound 100 ms". */
function breachWords({ metric, value, bound }: Breach): string {
  if (metric === 'unanswered') return 'no answer'
  return `${metricWord(metric)} ${metricValue(metric, value)}, bound ${metricValue(metric, bound)}`
}

/** What is remarkable about an incident besides its state. */
export function remarks(
  incident: Pick<
    Incident,
    | 'acknowledgedBy'
    | 'awaitsApproval'
    | 'suppressed'
    | 'silencedBy'
    | 'simulated'
    | 'mergedInto'
    | 'state'
  >,
): Look[] {
  const { acknowledgedBy, awaitsApproval, suppressed, silencedBy, simulated } = incident
  const waiting = awaitsApproval.length
  return [
    waiting > 0 &&
      incident.state !== 'closed' &&
      look(
        `Tier 3 waits for approval on ${counted(waiting, 'path')}`,
        'somebody must allow it',
        'waiting',
        'breaching',
      ),
    acknowledgedBy != null &&
      look(`Acknowledged by ${acknowledgedBy}`, 'somebody looks at it', 'person', 'unproven'),
    suppressed > 0 &&
      look(
        `${counted(suppressed, 'deeper test')} withheld`,
        'not run, because this incident stands for them',
        'withheld',
        'unproven',
      ),
    silencedBy != null &&
      look(
        `Silenced by ${silencedBy}`,
        'it is recorded, but nobody is notified',
        'withheld',
        'stale',
      ),
    incident.mergedInto != null &&
      look('Merged', 'it turned out to be the same cause as another', 'joined', 'unproven'),
    simulated && look('Simulated', 'no packet was sent', 'unproven', 'stale'),
  ].filter((remark) => remark !== false)
}

const KINDS: Record<string, Look> = {
  suspected: look('First breach', 'the path is tested again at once', 'breaching', 'breaching'),
  dismissed: look('Not confirmed', 'the tests that followed were fine', 'healthy', 'healthy'),
  confirmed: look('Confirmed', 'the breach is real', 'failing', 'failing'),
  deepened: look('Tier # started', 'deeper tests were ordered', 'looking', 'unproven'),
  suppressed: look('Tier # withheld', 'it would have been ordered', 'withheld', 'unproven'),
  'awaiting-approval': look(
    'Waits for approval',
    'somebody must allow tier 3',
    'waiting',
    'breaching',
  ),
  found: look('Tier # found', 'what a deeper test says', 'looking', 'unproven'),
  worsened: look('Another rule broke', 'on top of the first', 'breaching', 'breaching'),
  recovering: look('Within bounds again', 'for the first time', 'improving', 'stale'),
  relapsed: look('Relapsed', 'beyond its bound again', 'failing', 'failing'),
  recovered: look('Recovered', 'clear often enough in a row', 'healthy', 'healthy'),
  'fell-silent': look('Probe fell silent', 'nothing comes from it any more', 'stale', 'stale'),
  'heard-again': look('Probe heard again', 'its results arrive again', 'healthy', 'healthy'),
  acknowledge: look('Acknowledged', 'somebody looks at it', 'person', 'unproven'),
  approve: look('Tier 3 approved', 'somebody allowed it', 'person', 'unproven'),
  comment: look('Comment', 'somebody wrote this', 'note', 'unproven'),
  close: look('Closed by hand', 'somebody took it for done', 'person', 'unproven'),
  opened: look('Incident opened', 'a cause with everything that it breaks', 'failing', 'failing'),
  closed: look('Incident closed', 'it is over', 'healthy', 'healthy'),
  merged: look('Merged', 'the same cause as another incident', 'joined', 'unproven'),
  scope: look('Scope changed', 'where the cause lies', 'looking', 'unproven'),
}

/** How an entry of the story is shown; an unknown kind keeps its wire name. */
export function entryLook({ kind, tier, breach }: Entry): Look {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (known === undefined) return look(kind, '', 'unproven', 'unproven')
  const bad = kind === 'found' && breach != null
  const word = known.word.replace('#', String(tier))
  return bad ? { ...known, word, tone: 'failing' } : { ...known, word }
}
