import type { Threshold, ThresholdDraft } from '../api/configuration'
import { type Facts, listed } from '../edit/facts'
import { metricWord, worseBelow } from '../format/words'
import { type Message, msg, t } from '../language/text'
import { UNANSWERED, boundWords, usualExit } from './bound'

/** What the sentence of a rule is made of. */
export type Spoken = Pick<Threshold, 'match' | 'metric' | 'tier' | 'enter' | 'severity'> &
  Pick<ThresholdDraft, 'exit'> & { breaches: number; of: number; clears: number; enabled: boolean }

/** "ping tests from site fra": which series a rule is for, as it stands after "for". */
export function scopeWords(match: Readonly<Record<string, string>>): string {
  const { test, check, site, probe, target, schedule, ...own } = match
  const tests = [
    test && t('{test} tests', { test }),
    check && (test ? t('called {check}', { check }) : t('tests called {check}', { check })),
  ].filter(Boolean)
  const ends = [
    probe && t('from probe {probe}', { probe }),
    site && t('from site {site}', { site }),
    target && t('to {target}', { target }),
    schedule && t('of schedule {schedule}', { schedule }),
    ...Object.entries(own).map(([name, value]) => {
      const [end = '', ...label] = name.split('.')
      const own = `${label.join('.')}=${value}`
      return end === 'probe'
        ? t('from probes with {label}', { label: own })
        : t('to targets with {label}', { label: own })
    }),
  ].filter(Boolean)
  if (tests.length + ends.length === 0) return t('every path||a rule is for')
  return [tests.join(' ') || t('paths||a rule is for'), ...ends].join(' ')
}

/** "in 2 of the last 3 tests" */
export function countWords(breaches: number, of: number): string {
  if (of === 1) return t('once||in tests')
  return breaches === of
    ? t('{n} times in a row', { n: of })
    : t('in {n} of the last {of} tests', { n: breaches, of })
}

/** What is wrong, without for whom: "the mean round trip is above 80 ms". */
export function conditionWords(metric: string, enter: number): string {
  if (metric === UNANSWERED) return t('there is no answer')
  const said = { metric: metricWord(metric), bound: boundWords(metric, enter) }
  return worseBelow(metric)
    ? t('{metric} is below {bound}', said)
    : t('{metric} is above {bound}', said)
}

/** When it is over: "until it is not above 64 ms 3 times in a row". */
export function endWords(rule: Pick<Spoken, 'metric' | 'enter' | 'exit' | 'clears'>): string {
  const { metric, enter, exit, clears } = rule
  const times = clears === 1 ? t('once||until it is over') : t('{n} times in a row', { n: clears })
  if (metric === UNANSWERED) return t('until there is an answer {times}', { times })
  const bound = boundWords(metric, exit ?? usualExit(metric, enter))
  return worseBelow(metric)
    ? t('until it is {bound} or more {times}', { bound, times })
    : t('until it is {bound} or less {times}', { bound, times })
}

/** A rule as one sentence. */
export function sentence(rule: Spoken): string {
  const { match, metric, tier, enter, breaches, of, severity, enabled } = rule
  const scope = scopeWords(match)
  const where = tier === 1 ? scope : t('{scope}, in tests of tier {tier}', { scope, tier })
  if (!enabled)
    return t('On {where}: {metric} is not judged.', { where, metric: metricWord(metric) })
  const said = {
    where,
    condition: conditionWords(metric, enter),
    times: countWords(breaches, of),
    end: endWords(rule),
  }
  return severity === 'critical'
    ? t('On {where}: when {condition} {times}, it is critical, {end}.', said)
    : t('On {where}: when {condition} {times}, it is a warning, {end}.', said)
}

const DOUBTS: Record<string, Message> = {
  isolated: msg('the probe was cut off'),
  'under-load': msg('the probe was short of CPU'),
  autonomous: msg('the probe tested by itself and told it later'),
}

const doubtWords = (name: string): string => {
  const words = DOUBTS[name]
  return words ? t(words) : name
}

/** All reasons to doubt a result. */
export const DOUBT_WORDS: readonly (readonly [name: string, words: Message])[] =
  Object.entries(DOUBTS)

/** All that a rule says, in words: what two versions differ in. */
export function thresholdFacts(rule: Spoken & { countsAlso: readonly string[] }): Facts {
  const { match, metric, tier, enter, breaches, of, severity, enabled, countsAlso } = rule
  return [
    [t('Judges'), t(enabled ? 'yes' : 'no: where it decides, the metric is not judged')],
    [t('For||which paths'), scopeWords(match)],
    [t('Tier'), String(tier)],
    [t('Breach'), conditionWords(metric, enter)],
    [t('How often'), countWords(breaches, of)],
    [t('Ends||a verb'), endWords(rule)],
    [t('Severity'), t(severity === 'critical' ? 'critical||severity' : 'warning||severity')],
    [t('Counts also when'), countsAlso.length === 0 ? '–' : listed(countsAlso.map(doubtWords))],
  ]
}

const ORIGINS: Record<Threshold['origin'], Message> = {
  'built-in': msg('Built in'),
  file: msg('Of the configuration file'),
  api: msg('Made here'),
}

/** Where a rule comes from. */
export const originWords = (origin: Threshold['origin']): string => t(ORIGINS[origin])
