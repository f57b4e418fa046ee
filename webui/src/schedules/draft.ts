/** What stands in the form of a schedule, and the schedule that it says. */

import type { EscalationPlan, Schedule, ScheduleDraft, ScheduledCheck } from '../api/configuration'
import type { TestKind } from '../api/kinds'
import { type Draft, type Errors, NAME, draftOf, textOf, valuesIn } from '../form/draft'
import { filled } from '../form/filled'
import { t } from '../language/text'
import { daysOf, daysText } from './days'
import { CRON, EVERY, INTERVAL, LIMITS, PLAN } from './schema'
import { USUAL_PLAN } from './words'

export type Family = 'ipv4' | 'ipv6'

/** One test; `given` is it as it was read. */
export interface CheckDraft {
  kind: string
  draft: Draft
  families: readonly Family[]
  given?: ScheduledCheck
}

export const LISTS = ['checks', 'tier2', 'tier3'] as const
export type List = (typeof LISTS)[number]

export interface ScheduleForm {
  id: string
  enabled: boolean
  everyProbe: boolean
  probes: readonly string[]
  targets: readonly string[]
  /** Where a list has no own tests, what fits each target is tested. */
  own: Readonly<Record<List, boolean>>
  checks: readonly CheckDraft[]
  tier2: readonly CheckDraft[]
  tier3: readonly CheckDraft[]
  byCron: boolean
  usualPlan: boolean
  /** The texts of all fields of `schema.ts`. */
  draft: Draft
}

/** The place of a check's own interval in its draft. */
export const OFTEN = ':every'

/** A form that says this schedule; without one, what is usual. */
export function formOf(schedule: Schedule | undefined, kinds: readonly TestKind[]): ScheduleForm {
  const { timing, checks = [], intervalUs = 60_000_000, probes = [] } = schedule ?? {}
  const plan = schedule?.escalation ?? USUAL_PLAN
  const windows = (timing?.windows ?? []).map((one) => ({ ...one, days: daysText(one.days) }))
  const limits = { windows, slipUs: timing?.slipUs, priority: timing?.priority }
  const checked = (some: readonly ScheduledCheck[]): CheckDraft[] =>
    some.map((check) => checkForm(check, kinds))
  return {
    id: schedule?.id ?? '',
    enabled: schedule?.enabled ?? true,
    everyProbe: probes.length === 0,
    probes,
    targets: schedule?.targets ?? [],
    own: {
      checks: checks.length > 0,
      tier2: plan.tier2.length > 0,
      tier3: plan.tier3.length > 0,
    },
    checks: checked(checks),
    tier2: checked(plan.tier2),
    tier3: checked(plan.tier3),
    byCron: timing?.cron != null,
    usualPlan: schedule?.escalation == null,
    draft: {
      ...filled(INTERVAL, timing?.cron == null ? { intervalUs } : { intervalUs: 60_000_000 }),
      ...filled(CRON, timing?.cron ?? { zone: ownZone() }),
      ...filled(LIMITS, limits),
      ...filled(PLAN, { ...plan, deepestTier: String(plan.deepestTier) }),
    },
  }
}

/** The clock of whoever sits here. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** A test that was just added, with the defaults of its kind. */
export function newCheck(kind: TestKind): CheckDraft {
  return { kind: kind.name, draft: { ...draftOf(kind), [NAME]: kind.name }, families: [] }
}

function checkForm(check: ScheduledCheck, kinds: readonly TestKind[]): CheckDraft {
  const kind = kinds.find(({ name }) => name === check.spec.type)
  return {
    kind: check.spec.type,
    families: check.families as Family[],
    given: check,
    draft: {
      ...(kind && filled(kind.schema, check.spec)),
      [NAME]: check.name,
      ...(check.intervalUs != null && { [OFTEN]: textOf(check.intervalUs, EVERY) }),
    },
  }
}

/** The schedule that a form says, and what is wrong with it by place. */
export function scheduleOf(
  form: ScheduleForm,
  kinds: readonly TestKind[],
): { body: ScheduleDraft; errors: Errors } {
  const errors: Record<string, string> = {}
  if (form.targets.length === 0) errors['targets'] = t('must be chosen: at least one||targets')
  if (!form.everyProbe && form.probes.length === 0) {
    errors['probes'] = t('must be chosen, or every probe')
  }
  const lists = Object.fromEntries(
    LISTS.map((list) => [list, form.own[list] ? checksOf(form, list, kinds, errors) : []]),
  ) as Record<List, ScheduledCheck[]>
  const often = form.byCron ? {} : given(INTERVAL, form.draft, ['intervalUs'], errors)
  const body: ScheduleDraft = {
    enabled: form.enabled,
    probes: form.everyProbe ? [] : [...form.probes],
    targets: [...form.targets],
    checks: lists.checks as NonNullable<ScheduleDraft['checks']>,
    ...(often as { intervalUs?: number }),
    timing: timingOf(form, errors),
    escalation: form.usualPlan ? null : planOf(form, lists, errors),
  }
  return { body, errors }
}

type Errand = Record<string, string>

/** The values of a group of fields, of which some must be there. */
function given(
  schema: typeof INTERVAL,
  draft: Draft,
  required: string[],
  errors: Errand,
): Record<string, unknown> {
  const found = valuesIn(schema, draft)
  Object.assign(errors, found.errors)
  for (const place of required) {
    if (!(place in found.values)) errors[place] ??= t('must be given')
  }
  return found.values as Record<string, unknown>
}

function timingOf(form: ScheduleForm, errors: Errand): NonNullable<Schedule['timing']> | null {
  const cron = form.byCron ? given(CRON, form.draft, ['expression', 'zone'], errors) : null
  const { windows = [], slipUs, priority } = given(LIMITS, form.draft, [], errors)
  const open = (windows as { days?: string }[]).map(({ days = '', ...window }, i) => {
    const found = daysOf(days)
    if ('wrong' in found) errors[`windows[${i}].days`] = found.wrong
    return { zone: form.draft['zone']?.trim() || ownZone(), ...window, days: found }
  })
  if (cron === null && open.length === 0 && slipUs === undefined && priority === undefined) {
    return null
  }
  return {
    cron,
    windows: open,
    slipUs: slipUs ?? null,
    priority: priority ?? null,
  } as NonNullable<Schedule['timing']>
}

function planOf(
  form: ScheduleForm,
  { tier2, tier3 }: Record<List, ScheduledCheck[]>,
  errors: Errand,
): Record<string, unknown> {
  const { deepestTier, ...others } = given(
    PLAN,
    form.draft,
    ['confirmEveryUs', 'tier2CoolDownUs', 'tier3CoolDownUs'],
    errors,
  )
  const plan = { ...others, deepestTier: Number(deepestTier), tier2, tier3 }
  return plan satisfies Partial<EscalationPlan>
}

function checksOf(
  form: ScheduleForm,
  list: List,
  kinds: readonly TestKind[],
  errors: Errand,
): ScheduledCheck[] {
  const drafts = form[list]
  if (drafts.length === 0) {
    errors[list] = t('must be added: at least one, or what fits each target')
  }
  const names = drafts.map(({ draft }) => (draft[NAME] ?? '').trim())
  return drafts.map((check, i) => {
    const name = names[i] ?? ''
    const found = checkOf(check, kinds)
    for (const [place, wrong] of Object.entries(found.errors)) {
      errors[`${list}[${i}].${place}`] = wrong
    }
    if (names.indexOf(name) < i) {
      errors[`${list}[${i}].${NAME}`] ??= t('is taken: another test here is called "{name}"', {
        name,
      })
    }
    return found.check
  })
}

function checkOf(
  { kind: type, draft, families, given: read }: CheckDraft,
  kinds: readonly TestKind[],
): { check: ScheduledCheck; errors: Errors } {
  const kind = kinds.find(({ name }) => name === type)
  // this server does not tell how one is filled in: it stays as it is
  if (kind === undefined && read) return { check: read, errors: {} }
  const name = (draft[NAME] ?? '').trim()
  const spec = valuesIn(kind?.schema ?? {}, draft)
  const often = valuesIn({ properties: { [OFTEN]: EVERY } }, draft)
  const errors: Errand = { ...spec.errors, ...often.errors }
  if (name === '') errors[NAME] = t('must be given')
  const intervalUs = (often.values as Record<string, number>)[OFTEN]
  return {
    check: {
      name,
      spec: { type, ...spec.values },
      families: [...families],
      ...(intervalUs !== undefined && { intervalUs }),
    },
    errors,
  }
}

/** What is wrong with the fields of one part of a form, by their places within it. */
export function errorsWithin(errors: Errors, part: string): Errors {
  const within = Object.entries(errors).filter(([place]) => place.startsWith(part))
  return Object.fromEntries(within.map(([place, wrong]) => [place.slice(part.length), wrong]))
}

/** A place in the form for each field that the server complains of: `checks[0].spec.count` and so on. */
export function serverErrors(fields: readonly { field: string; detail: string }[]): Errors {
  const places = fields.map(({ field, detail }) => {
    const place = field
      .replace(/^escalation\./, '')
      .replace(/^timing\.(cron\.)?/, '')
      .replace(/^((?:checks|tier2|tier3)\[\d+\])\.spec\./, '$1.')
      .replace(/^((?:checks|tier2|tier3)\[\d+\])\.name$/, `$1.${NAME}`)
      .replace(/^((?:checks|tier2|tier3)\[\d+\])\.intervalUs$/, `$1.${OFTEN}`)
    return [place, detail] as const
  })
  return Object.fromEntries(places.toReversed())
}
