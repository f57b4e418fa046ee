import type { EscalationPlan, Schedule, ScheduledCheck, Window } from '../api/configuration'
import type { TestKind } from '../api/kinds'
import { type Facts, listed } from '../edit/facts'
import { unusual } from '../form/filled'
import { count, span } from '../format/numbers'
import { cronWords } from './cron'
import { daysText } from './days'

/** How often it runs: "every 1 min", or "at 03:30 (Europe/Berlin)". */
export function cadenceWords({ intervalUs, timing }: Schedule): string {
  const cron = timing?.cron
  if (cron == null) return `every ${span(intervalUs)}`
  return `${cronWords(cron.expression) ?? `cron ${cron.expression}`} (${cron.zone})`
}

/** "mon-fri 07:00 to 19:00 (Europe/Berlin)" */
export function windowWords({ days, from, to, zone }: Window): string {
  return `${daysText(days) || 'every day'} ${from} to ${to} (${zone})`
}

/** When it runs, in one line. */
export function timingWords(schedule: Schedule): string {
  const windows = schedule.timing?.windows ?? []
  const only = windows.map(windowWords).join('; ')
  return only === '' ? cadenceWords(schedule) : `${cadenceWords(schedule)}, only ${only}`
}

/** What of it is tested. */
export function checksWords(checks: readonly ScheduledCheck[]): string {
  return checks.length === 0 ? 'what fits each target' : listed(checks.map(({ name }) => name))
}

export function probesWords(probes: readonly string[]): string {
  return probes.length === 0 ? 'every probe' : listed(probes)
}

/** A check with all that is not as usual: "ping-1400: ping, payload 1400 bytes, IPv4 only". */
export function checkWords(check: ScheduledCheck, kinds: readonly TestKind[]): string {
  const { name, spec, families, intervalUs } = check
  const kind = kinds.find((one) => one.name === spec.type)
  const params = kind === undefined ? JSON.stringify(spec) : unusual(kind.schema, spec)
  const parts = [
    [spec.type === name ? '' : spec.type, params].filter(Boolean).join(', '),
    families.length > 0 ? `${families.map(familyWord).join(' and ')} only` : '',
    intervalUs == null ? '' : `every ${span(intervalUs)}`,
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
  const confirms = `a suspicion is tested again every ${span(confirmEveryUs)}`
  if (deepestTier === 1) return `never deeper than tier 1; ${confirms}`
  const deep =
    deepestTier === 2
      ? 'to tier 2'
      : `to tier 3${approveTier3 ? ', which somebody must approve' : ''}`
  const cool = [`tier 2 at most every ${span(tier2CoolDownUs)} a path`]
  if (deepestTier === 3) cool.push(`tier 3 every ${span(tier3CoolDownUs)}`)
  return `${deep}; ${confirms}; ${cool.join(', ')}`
}

/** All that a schedule says, in words: what two versions differ in. */
export function scheduleFacts(schedule: Schedule, kinds: readonly TestKind[]): Facts {
  const { enabled, probes, targets, checks, timing, escalation } = schedule
  const plan = escalation ?? USUAL_PLAN
  const tests = (some: readonly ScheduledCheck[]): string =>
    some.length === 0 ? checksWords(some) : some.map((one) => checkWords(one, kinds)).join('; ')
  return [
    ['Runs', enabled ? 'yes' : 'no, it is switched off'],
    ['When', timingWords(schedule)],
    ['Probes', probes.length === 0 ? 'every probe' : probes.join(', ')],
    ['Targets', targets.join(', ')],
    ['Tests', tests(checks)],
    ['May be late by', timing?.slipUs == null ? 'as is usual' : span(timing.slipUs)],
    ['Priority', timing?.priority == null ? '5, as is usual' : String(timing.priority)],
    ['Escalates', planWords(plan)],
    ['Tests of tier 2', tests(plan.tier2)],
    ['Tests of tier 3', tests(plan.tier3)],
  ]
}

/** "24 tests a minute"; less than one: "a test every 5 min". */
export function rateWords(perMinute: number): string {
  if (perMinute === 0) return 'no test'
  if (perMinute < 1) return `a test every ${span(60_000_000 / perMinute)}`
  const rounded = Number(perMinute.toFixed(perMinute < 10 ? 1 : 0))
  return `${rounded < 10 ? rounded : count(rounded)} ${rounded === 1 ? 'test' : 'tests'} a minute`
}
