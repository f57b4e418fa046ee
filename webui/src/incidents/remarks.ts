import type { Incident, Scope, Severity } from '../api/incidents'
import { count } from '../format/numbers'
import { plural } from '../language/plural'
import { type Message, msg, t } from '../language/text'
import { type Look, look } from './words'

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
    | 'assignee'
    | 'awaitsApproval'
    | 'suppressed'
    | 'silencedBy'
    | 'simulated'
    | 'mergedInto'
    | 'state'
  >,
): Look[] {
  const { acknowledgedBy, assignee, awaitsApproval, suppressed, silencedBy, simulated } = incident
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
    assignee != null &&
      look(
        t('Assigned to {who}', { who: assignee }),
        t('somebody is to look after it'),
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
