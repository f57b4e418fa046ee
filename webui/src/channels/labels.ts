import { type Message, msg, t } from '../language/text'

/** Labels of incidents in words, by the names that they have in the API; the usual ones first. */
export const LABELS = {
  site: msg('site||a label'),
  target: msg('target||a label'),
  probe: msg('probe||a label'),
  rule: msg('rule||a label'),
  scope: msg('scope||a label'),
  subject: msg('subject||a label'),
  severity: msg('severity||a label'),
  simulated: msg('simulated||a label'),
  incident: msg('incident||a label'),
}

/** A label in a word; one that a target has of its own keeps its name. */
export function labelWord(label: string): string {
  const known: Record<string, Message> = LABELS
  return Object.hasOwn(known, label) ? t(known[label] as Message) : label
}
