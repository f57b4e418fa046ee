import { type Message, msg, t } from '../language/text'

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
