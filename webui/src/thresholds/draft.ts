/** What stands in the form of a rule, and the rule that it says. */

import type { Threshold, ThresholdDraft } from '../api/configuration'
import type { Errors } from '../form/draft'
import { UNANSWERED, UNANSWERED_BOUND, boundOf, boundText, usualExit } from './bound'
import { decimal } from '../format/numbers'
import { worseBelow } from '../format/words'
import { t } from '../language/text'

export interface Condition {
  label: string
  value: string
}

export interface RuleForm {
  id: string
  enabled: boolean
  metric: string
  tier: number
  match: readonly Condition[]
  enter: string
  /** Empty: as is usual. */
  exit: string
  breaches: string
  of: string
  clears: string
  severity: Threshold['severity']
  countsAlso: readonly string[]
}

/** What is usual: tier 1 is confirmed by testing again, a deeper tier is the confirmation. */
export const usualCounts = (tier: number): { breaches: string; of: string } =>
  tier === 1 ? { breaches: '2', of: '3' } : { breaches: '1', of: '1' }

/** A form that says this rule; without one, a round trip that is too long. */
export function formOf(rule: Threshold | undefined): RuleForm {
  if (rule === undefined) {
    return {
      id: '',
      enabled: true,
      metric: 'rttMeanUs',
      tier: 1,
      match: [],
      enter: '',
      exit: '',
      ...usualCounts(1),
      clears: '3',
      severity: 'warning',
      countsAlso: [],
    }
  }
  const { id, enabled, metric, tier, match, enter, exit, severity, countsAlso } = rule
  return {
    ...{ id, enabled, metric, tier, severity, countsAlso },
    match: Object.entries(match).map(([label, value]) => ({ label, value })),
    enter: boundText(metric, enter),
    exit: exit == null ? '' : boundText(metric, exit),
    breaches: String(rule.breaches),
    of: String(rule.of),
    clears: String(rule.clears),
  }
}

/** One of one's own that begins as another one is. */
export function copyOf(rule: Threshold): RuleForm {
  return { ...formOf(rule), id: '', enabled: true }
}

const LABEL = /^(probe|site|target|schedule|check|test|(probe|target)\.[A-Za-z0-9_./-]{1,64})$/

/** The rule that a form says, and what is wrong with it by place. */
export function ruleOf(form: RuleForm): {
  body: Required<Omit<ThresholdDraft, Read>>
  errors: Errors
} {
  const errors: Record<string, string> = {}
  const whole = (place: 'breaches' | 'of' | 'clears', most: number): number => {
    const value = Number(form[place].trim())
    const fits = form[place].trim() !== '' && Number.isInteger(value) && value >= 1 && value <= most
    if (!fits) errors[place] = t('must be 1 to {most}', { most })
    return value
  }
  const of = whole('of', 32)
  const breaches = whole('breaches', 32)
  if (breaches > of && errors['of'] === undefined) {
    errors['breaches'] ??= t('must be at most {n}, as many as are looked at', { n: of })
  }
  const { enter, exit } = bounds(form, errors)
  return {
    body: {
      enabled: form.enabled,
      match: matchOf(form, errors),
      metric: form.metric,
      tier: form.tier,
      enter,
      exit,
      breaches,
      of,
      clears: whole('clears', 100),
      severity: form.severity,
      countsAlso: [...form.countsAlso] as NonNullable<ThresholdDraft['countsAlso']>,
    },
    errors,
  }
}

/** What is there to be read alone. */
type Read = 'id' | 'version' | 'exitBound' | 'builtIn' | 'origin'

function bounds(
  { metric, enter: text, exit: exitText }: RuleForm,
  errors: Record<string, string>,
): { enter: number; exit: number | null } {
  if (metric === UNANSWERED) return { enter: UNANSWERED_BOUND, exit: null }
  const enter = text.trim() === '' ? { wrong: t('must be given') } : boundOf(metric, text)
  if (typeof enter === 'object') errors['enter'] = enter.wrong
  const exit = exitText.trim() === '' ? null : boundOf(metric, exitText)
  if (exit !== null && typeof exit === 'object') errors['exit'] = exit.wrong
  if (typeof enter === 'number' && typeof exit === 'number') {
    const good = worseBelow(metric) ? exit >= enter : exit <= enter
    if (!good) {
      const bound = decimal(boundText(metric, enter))
      errors['exit'] = worseBelow(metric)
        ? t('must be {bound} or more', { bound })
        : t('must be {bound} or less', { bound })
    }
  }
  return {
    enter: typeof enter === 'number' ? enter : 0,
    exit: typeof exit === 'number' ? exit : null,
  }
}

/** Where it would end without anything said, for the field that is empty; "" while the limit is none. */
export function usualExitText({ metric, enter }: RuleForm): string {
  const bound = boundOf(metric, enter)
  return typeof bound === 'number' ? boundText(metric, usualExit(metric, bound)) : ''
}

function matchOf(form: RuleForm, errors: Record<string, string>): Record<string, string> {
  const match: Record<string, string> = {}
  form.match.forEach(({ label, value }, i) => {
    const [name, text] = [label.trim(), value.trim()]
    if (!LABEL.test(name)) errors[`match[${i}].label`] = t('must be probe.NAME or target.NAME')
    else if (text === '') errors[`match[${i}].value`] = t('must be given')
    else if (match[name] !== undefined) errors[`match[${i}].label`] = t('is there already')
    else match[name] = text
  })
  return match
}
