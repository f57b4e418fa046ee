import type { IncidentState, TierState } from '../api/incidents'
import type { PathState } from '../api/types'
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
