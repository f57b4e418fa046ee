import type { Incident, IncidentState, Scope, Severity, TierState } from '../api/incidents'
import type { PathState } from '../api/types'
import { count } from '../format/numbers'
import { plural } from '../language/plural'
import { type Message, type Values, msg, t } from '../language/text'
import type { IconName } from '../ui/icons'

/**
 * How something is shown: its word, its meaning, an icon, and the state whose colour it has; in a
 * constant its texts are messages.
 */
export interface Look<Text = string> {
  word: Text
  means: Text
  icon: IconName
  tone: PathState
}

export const INCIDENT_STATES: Record<IncidentState, Look<Message>> = {
  open: look(msg('Open||not closed'), msg('it goes on'), 'failing', 'failing'),
  recovering: look(
    msg('Recovering'),
    msg('all its paths are healthy again; a relapse within a while reopens it'),
    'improving',
    'stale',
  ),
  closed: look(msg('Closed||not open'), msg('it is over'), 'healthy', 'healthy'),
  unknown: look(
    msg('Unknown'),
    msg('a state that this page does not know'),
    'unproven',
    'unproven',
  ),
}

export const SEVERITIES: Record<Severity, Look<Message>> = {
  critical: look(msg('Critical'), msg('the rule that opened it says so'), 'critical', 'failing'),
  warning: look(msg('Warning'), msg('the rule that opened it says so'), 'breaching', 'breaching'),
  unknown: look(
    msg('Unknown'),
    msg('a severity that this page does not know'),
    'unproven',
    'unproven',
  ),
}

export const TIER_STATES: Record<TierState, Look<Message>> = {
  unproven: look(msg('Unproven'), msg('it has never answered'), 'unproven', 'unproven'),
  healthy: look(msg('Healthy'), msg('no rule is broken'), 'healthy', 'healthy'),
  suspect: look(
    msg('Suspect'),
    msg('a first breach: tested again every few seconds'),
    'breaching',
    'breaching',
  ),
  diagnosing: look(
    msg('Diagnosing'),
    msg('the breach is confirmed: tier 2 looks into it'),
    'looking',
    'failing',
  ),
  analysing: look(
    msg('Analysing'),
    msg('tier 2 found something: tier 3 looks into that'),
    'looking',
    'failing',
  ),
  recovering: look(
    msg('Recovering'),
    msg('within bounds again, not yet often enough'),
    'improving',
    'stale',
  ),
  silent: look(msg('Silent'), msg('nothing comes from its probe'), 'stale', 'stale'),
  unknown: look(
    msg('Unknown'),
    msg('a state that this page does not know'),
    'unproven',
    'unproven',
  ),
}

/** How news of an incident stand on their way to a channel. */
export const DELIVERIES: Record<
  'sent' | 'pending' | 'failed' | 'silenced' | 'dropped' | 'unknown',
  Look<Message>
> = {
  sent: look(msg('Sent||to a channel'), msg('the channel took it'), 'healthy', 'healthy'),
  pending: look(
    msg('Waits'),
    msg('it goes out with its group, or is tried again'),
    'waiting',
    'unproven',
  ),
  failed: look(msg('Given up'), msg('the channel did not take it for a day'), 'failing', 'failing'),
  silenced: look(msg('Silenced'), msg('it is recorded, and nobody was told'), 'withheld', 'stale'),
  dropped: look(
    msg('Dropped'),
    msg('its channel was removed before it was told'),
    'withheld',
    'stale',
  ),
  unknown: look(
    msg('Unknown'),
    msg('a state that this page does not know'),
    'unproven',
    'unproven',
  ),
}

/** A look, written as a line of a table. */
export function look<T>(word: T, means: T, icon: IconName, tone: PathState): Look<T> {
  return { word, means, icon, tone }
}

/** A look in the language that is shown. */
export const saidLook = ({ word, means, icon, tone }: Look<Message>, values?: Values): Look =>
  look(t(word, values), t(means), icon, tone)

/** The look of a state; of one from a newer server, that of the unknown. */
export function lookOf(
  looks: Record<string, Look<Message>> & { unknown: Look<Message> },
  key: string,
): Look {
  return saidLook((Object.hasOwn(looks, key) ? looks[key] : undefined) ?? looks.unknown)
}

/** Where the cause lies, with what is on the other end: "Target shop, 9 of 10 probes". */
export function scopeWords({ kind, subject, broken, tested }: Scope): string {
  const values = { subject, broken: count(broken) }
  switch (kind) {
    case 'path':
      return t('Path {subject}', values)
    case 'target':
      return plural(
        tested,
        'Target {subject}, {broken} of {n} probe',
        'Target {subject}, {broken} of {n} probes',
        values,
      )
    case 'probe':
      return plural(
        tested,
        'Probe {subject}, {broken} of {n} target',
        'Probe {subject}, {broken} of {n} targets',
        values,
      )
    case 'site':
      return plural(
        tested,
        'Site {subject}, {broken} of {n} path',
        'Site {subject}, {broken} of {n} paths',
        values,
      )
    default:
      return plural(
        tested,
        'Scope {subject}, {broken} of {n} path',
        'Scope {subject}, {broken} of {n} paths',
        values,
      )
  }
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
        plural(
          waiting,
          'Tier 3 waits for approval on {n} path',
          'Tier 3 waits for approval on {n} paths',
        ),
        t('somebody must allow it'),
        'waiting',
        'breaching',
      ),
    acknowledgedBy != null &&
      look(
        t('Acknowledged by {who}', { who: acknowledgedBy }),
        t('somebody looks at it'),
        'person',
        'unproven',
      ),
    suppressed > 0 &&
      look(
        plural(suppressed, '{n} deeper test withheld', '{n} deeper tests withheld'),
        t('not run, because this incident stands for them'),
        'withheld',
        'unproven',
      ),
    silencedBy != null &&
      look(
        t('Silenced by {name}', { name: silencedBy }),
        t('it is recorded, but nobody is notified'),
        'withheld',
        'stale',
      ),
    incident.mergedInto != null &&
      look(t('Merged'), t('it turned out to be the same cause as another'), 'joined', 'unproven'),
    simulated && look(t('Simulated'), t('no packet was sent'), 'unproven', 'stale'),
  ].filter((remark) => remark !== false)
}
