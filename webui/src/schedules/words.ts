import type { EscalationPlan, Schedule, ScheduledCheck, Window } from '../api/configuration'
import type { TestKind } from '../api/kinds'
import { type Facts, listed } from '../edit/facts'
import { unusual } from '../form/filled'
import { count, decimal, span } from '../format/numbers'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { cronWords } from './cron'
import { daysWords } from './days'

/** How often it runs: "every 1 min", or "at 03:30 (Europe/Berlin)". */
export function cadenceWords({ intervalUs, timing }: Schedule): string {
  const cron = timing?.cron
  if (cron == null) return everyWords(intervalUs)
  const { expression, zone } = cron
  return `${cronWords(expression) ?? t('cron {expression}', { expression })} (${zone})`
}

const everyWords = (us: number): string => t('every {time}', { time: span(us) })

/** "mon-fri 07:00 to 19:00 (Europe/Berlin)" */
export function windowWords({ days, from, to, zone }: Window): string {
  const said = { days: daysWords(days) || t('every day'), from, to, zone }
  return t('{days} {from} to {to} ({zone})', said)
}

/** When it runs, in one line. */
export function timingWords(schedule: Schedule): string {
  const windows = schedule.timing?.windows ?? []
  const only = windows.map(windowWords).join('; ')
  const often = cadenceWords(schedule)
  return only === '' ? often : t('{often}, only {windows}', { often, windows: only })
}

/** What of it is tested. */
export function checksWords(checks: readonly ScheduledCheck[]): string {
  return checks.length === 0 ? t('what fits each target') : listed(checks.map(({ name }) => name))
}

/** Where it is tested from, for a sentence that says "from". */
export function probesWords(probes: readonly string[]): string {
  return probes.length === 0 ? t('every probe||after from') : listed(probes)
}

/** A check with all that is not as usual: "ping-1400: ping, payload 1400 bytes, IPv4 only". */
export function checkWords(check: ScheduledCheck, kinds: readonly TestKind[]): string {
  const { name, spec, families, intervalUs } = check
  const kind = kinds.find((one) => one.name === spec.type)
  const params = kind === undefined ? JSON.stringify(spec) : unusual(kind.schema, spec)
  const parts = [
    [spec.type === name ? '' : spec.type, params].filter(Boolean).join(', '),
    families.length > 0 ? t('{families} only', { families: listed(families.map(familyWord)) }) : '',
    intervalUs == null ? '' : everyWords(intervalUs),
  ].filter(Boolean)
  return parts.length === 0 ? name : `${name}: ${parts.join(', ')}`
}

const familyWord = (family: string): string => (family === 'ipv4' ? 'IPv4' : 'IPv6')

/** What escalations do where nothing else is said. */
export const USUAL_PLAN: EscalationPlan = {
  deepestTier: 3,
  approveTier3: false,
  confirmEveryUs: 5_000_000,
  tier2CoolDownUs: 600_000_000,
  tier3CoolDownUs: 3_600_000_000,
  tier2: [],
  tier3: [],
}

/** How far it escalates. */
export function planWords(plan: EscalationPlan = USUAL_PLAN): string {
  const { deepestTier, approveTier3, confirmEveryUs, tier2CoolDownUs, tier3CoolDownUs } = plan
  const confirms = t('a suspicion is tested again every {time}', { time: span(confirmEveryUs) })
  if (deepestTier === 1) return `${t('never deeper than tier 1')}; ${confirms}`
  const [tier2, tier3] = [span(tier2CoolDownUs), span(tier3CoolDownUs)]
  if (deepestTier === 2) {
    const cool = t('tier 2 at most every {tier2} a path', { tier2 })
    return `${t('to tier 2')}; ${confirms}; ${cool}`
  }
  const deep = t(approveTier3 ? 'to tier 3, which somebody must approve' : 'to tier 3')
  const cool = t('tier 2 at most every {tier2} a path, tier 3 every {tier3}', { tier2, tier3 })
  return `${deep}; ${confirms}; ${cool}`
}

/** All that a schedule says, in words: what two versions differ in. */
export function scheduleFacts(schedule: Schedule, kinds: readonly TestKind[]): Facts {
  const { enabled, probes, targets, checks, timing, escalation } = schedule
  const plan = escalation ?? USUAL_PLAN
  const tests = (some: readonly ScheduledCheck[]): string =>
    some.length === 0 ? checksWords(some) : some.map((one) => checkWords(one, kinds)).join('; ')
  return [
    [t('Runs||a verb'), t(enabled ? 'yes' : 'no, it is switched off')],
    [t('When'), timingWords(schedule)],
    [t('Probes'), probes.length === 0 ? t('every probe') : probes.join(', ')],
    [t('Targets'), targets.join(', ')],
    [t('Tests'), tests(checks)],
    [t('May be late by'), timing?.slipUs == null ? t('as is usual') : span(timing.slipUs)],
    [t('Priority'), timing?.priority == null ? t('5, as is usual') : String(timing.priority)],
    [t('Escalates'), planWords(plan)],
    [t('Tests of tier 2'), tests(plan.tier2)],
    [t('Tests of tier 3'), tests(plan.tier3)],
  ]
}

/** "24 tests a minute"; less than one: "a test every 5 min". */
export function rateWords(perMinute: number): string {
  if (perMinute === 0) return t('no test')
  if (perMinute < 1) return t('a test every {time}', { time: span(60_000_000 / perMinute) })
  const rounded = Number(perMinute.toFixed(perMinute < 10 ? 1 : 0))
  return plural(rounded, '{n} test a minute', '{n} tests a minute', {
    n: rounded < 10 ? decimal(String(rounded)) : count(rounded),
  })
}
