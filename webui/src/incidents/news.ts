import { type Message, msg, t } from '../language/text'
import { type Look, look } from './words'

/** News of an incident, by the names that they have in the API. */
const NEWS: Record<string, Message> = {
  opened: msg('opened||of an incident'),
  changed: msg('changed||of an incident that gets worse'),
  acknowledged: msg('acknowledged||of an incident'),
  reopened: msg('reopened||of an incident'),
  recovering: msg('recovering||of an incident'),
  closed: msg('closed||of an incident'),
  reminder: msg('reminder||of an incident'),
}

/** News in a word; those of a newer version keep their name. */
export function newsWord(news: string): string {
  const known = Object.hasOwn(NEWS, news) ? NEWS[news] : undefined
  return known === undefined ? news : t(known)
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
