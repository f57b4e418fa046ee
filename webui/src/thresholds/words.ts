import type { Threshold, ThresholdDraft } from '../api/configuration'
import { type Facts, listed } from '../edit/facts'
import { metricWord, worseBelow } from '../format/words'
import { UNANSWERED, boundWords, usualExit } from './bound'

/** What the sentence of a rule is made of. */
export type Spoken = Pick<Threshold, 'match' | 'metric' | 'tier' | 'enter' | 'severity'> &
  Pick<ThresholdDraft, 'exit'> & { breaches: number; of: number; clears: number; enabled: boolean }

/** "ping on paths of site fra": which series a rule is for. */
export function scopeWords(match: Readonly<Record<string, string>>): string {
  const { test, check, site, probe, target, schedule, ...own } = match
  const tests = [
    test && `${test} tests`,
    check && (test ? `called ${check}` : `tests called ${check}`),
  ].filter(Boolean)
  const ends = [
    probe && `from probe ${probe}`,
    site && `from site ${site}`,
    target && `to ${target}`,
    schedule && `of schedule ${schedule}`,
    ...Object.entries(own).map(([name, value]) => {
      const [end = '', ...label] = name.split('.')
      return `${end === 'probe' ? 'from probes' : 'to targets'} with ${label.join('.')}=${value}`
    }),
  ].filter(Boolean)
  if (tests.length + ends.length === 0) return 'every path'
  return [tests.join(' ') || 'paths', ...ends].join(' ')
}

/** "in 2 of the last 3 tests" */
export function countWords(breaches: number, of: number): string {
  if (of === 1) return 'once'
  return breaches === of ? `${of} times in a row` : `in ${breaches} of the last ${of} tests`
}

/** What is wrong, without for whom: "the mean round trip is above 80 ms". */
export function conditionWords(metric: string, enter: number): string {
  if (metric === UNANSWERED) return 'there is no answer'
  return `${metricWord(metric)} is ${worseBelow(metric) ? 'below' : 'above'} ${boundWords(metric, enter)}`
}

/** When it is over: "until it is not above 64 ms 3 times in a row". */
export function endWords(rule: Pick<Spoken, 'metric' | 'enter' | 'exit' | 'clears'>): string {
  const { metric, enter, exit, clears } = rule
  const times = clears === 1 ? 'once' : `${clears} times in a row`
  if (metric === UNANSWERED) return `until there is an answer ${times}`
  const bound = boundWords(metric, exit ?? usualExit(metric, enter))
  return `until it is ${bound} or ${worseBelow(metric) ? 'more' : 'less'} ${times}`
}

/** A rule as one sentence. */
export function sentence(rule: Spoken): string {
  const { match, metric, tier, enter, breaches, of, severity, enabled } = rule
  const where = `${scopeWords(match)}${tier === 1 ? '' : `, in tests of tier ${tier}`}`
  if (!enabled) return `On ${where}: ${metricWord(metric)} is not judged.`
  return `On ${where}: when ${conditionWords(metric, enter)} ${countWords(breaches, of)}, it is ${
    severity === 'critical' ? 'critical' : 'a warning'
  }, ${endWords(rule)}.`
}

const DOUBTS: Record<string, string> = {
  isolated: 'the probe was cut off',
  'under-load': 'the probe was short of CPU',
  autonomous: 'the probe tested by itself and told it later',
}

/** All reasons to doubt a result. */
export const DOUBT_WORDS: readonly (readonly [name: string, words: string])[] =
  Object.entries(DOUBTS)

/** All that a rule says, in words: what two versions differ in. */
export function thresholdFacts(rule: Spoken & { countsAlso: readonly string[] }): Facts {
  const { match, metric, tier, enter, breaches, of, severity, enabled, countsAlso } = rule
  return [
    ['Judges', enabled ? 'yes' : 'no: where it decides, the metric is not judged'],
    ['For', scopeWords(match)],
    ['Tier', String(tier)],
    ['Breach', conditionWords(metric, enter)],
    ['How often', countWords(breaches, of)],
    ['Ends', endWords(rule)],
    ['Severity', severity],
    [
      'Counts also when',
      countsAlso.length === 0 ? '–' : listed(countsAlso.map((name) => DOUBTS[name] ?? name)),
    ],
  ]
}

const ORIGINS: Record<Threshold['origin'], string> = {
  'built-in': 'Built in',
  file: 'Of the configuration file',
  api: 'Made here',
}

/** Where a rule comes from. */
export const originWords = (origin: Threshold['origin']): string => ORIGINS[origin]
