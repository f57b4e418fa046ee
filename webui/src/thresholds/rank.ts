/** Which of several rules decides, as the server has it. */

import type { Threshold } from '../api/configuration'
import { type Message, msg, t } from '../language/text'

/** What a rule is compared by. */
export type Ranked = Pick<Threshold, 'id' | 'match' | 'metric' | 'tier' | 'builtIn' | 'enabled'>

/** From the least specific to the most; labels of one's own weigh less than any of these. */
const WEIGHTS = ['test', 'site', 'schedule', 'check', 'probe', 'target']
const LABELS: Record<string, Message> = {
  test: msg('test||a label of a rule'),
  site: msg('site||a label of a rule'),
  schedule: msg('schedule||a label of a rule'),
  check: msg('check||a label of a rule'),
  probe: msg('probe||a label of a rule'),
  target: msg('target||a label of a rule'),
}

const labels = (rule: Ranked): number => Object.keys(rule.match).length

const weight = (rule: Ranked): number =>
  Object.keys(rule.match).reduce((sum, name) => sum + 2 ** (WEIGHTS.indexOf(name) + 1), 0)

/** Why one goes before the other; negative: the first one wins. */
function compared(a: Ranked, b: Ranked): { order: number; why: string } {
  if (a.builtIn !== b.builtIn) {
    return { order: a.builtIn ? 1 : -1, why: t('a rule of yours goes before a built-in one') }
  }
  if (labels(a) !== labels(b)) {
    return { order: labels(b) - labels(a), why: t('more labels go before fewer') }
  }
  if (weight(a) !== weight(b)) {
    const [winner, other] = weight(a) > weight(b) ? [a, b] : [b, a]
    return {
      order: weight(b) - weight(a),
      why: t('{label} is more specific than {other}', {
        label: most(winner, other),
        other: most(other, winner),
      }),
    }
  }
  return { order: a.id < b.id ? -1 : 1, why: t('both are equally specific, so the names decide') }
}

/** The most specific label that the other one has not. */
function most(rule: Ranked, other: Ranked): string {
  const own = Object.keys(rule.match).filter((name) => !(name in other.match))
  const [first = ''] = own.sort((a, b) => WEIGHTS.indexOf(b) - WEIGHTS.indexOf(a))
  return t(LABELS[first] ?? msg('a label of its own'))
}

/** The most specific first. */
export const bySpecificity = (a: Ranked, b: Ranked): number => compared(a, b).order

/** Whether a rule is for a series with these labels. */
export const matches = (
  match: Readonly<Record<string, string>>,
  of: Readonly<Record<string, string>>,
): boolean => Object.entries(match).every(([name, value]) => of[name] === value)

/** Two rules that are for the same metric and tier, and may be for the same series. */
export interface Overlap<T> {
  other: T
  /** Whether the other one decides where both are for a series. */
  loses: boolean
  why: string
  /** Whether this one, or the other, never decides anywhere. */
  total: boolean
  /** Whether nothing but their names tells which one decides. */
  tie: boolean
}

/** The rules that one shares series with. */
export function overlaps<T extends Ranked>(rule: Ranked, all: readonly T[]): Overlap<T>[] {
  return all
    .filter((other) => other.id !== rule.id && shares(rule, other))
    .sort(bySpecificity)
    .map((other) => {
      const { order, why } = compared(rule, other)
      const [winner, loser] = order < 0 ? [rule, other] : [other, rule]
      const tie = !rule.builtIn && !other.builtIn && labels(rule) === labels(other)
      return {
        other,
        loses: order > 0,
        why,
        total: matches(winner.match, loser.match),
        tie: tie && weight(rule) === weight(other),
      }
    })
}

/** Whether no label of the one contradicts the other. */
function shares(a: Ranked, b: Ranked): boolean {
  if (a.metric !== b.metric || a.tier !== b.tier) return false
  return Object.entries(a.match).every(
    ([name, value]) => b.match[name] === undefined || b.match[name] === value,
  )
}

/** The rule that takes every series of this one away; it never decides then. */
export function shadow<T extends Ranked>(rule: Ranked, all: readonly T[]): T | undefined {
  return overlaps(rule, all).find(({ loses, total }) => loses && total)?.other
}

/** The rule that decides on a series for a metric and tier; it may be switched off, and then nothing does. */
export function decides<T extends Ranked>(
  all: readonly T[],
  metric: string,
  tier: number,
  of: Readonly<Record<string, string>>,
): T | undefined {
  return all
    .filter((rule) => rule.metric === metric && rule.tier === tier && matches(rule.match, of))
    .sort(bySpecificity)[0]
}
