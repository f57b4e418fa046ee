import type { Problem } from '../api/client'
import type { TestKind, TestOrder } from '../api/kinds'
import type { components } from '../api/openapi'
import type { ProbeState } from '../api/probes'
import { type Draft, type Errors, NAME, draftOf, errorsOf, specOf } from '../form/draft'
import { t } from '../language/text'
import type { TestSearch } from './search'

type Schedule = components['schemas']['Schedule']

/** A check that can be chosen by its name. */
export interface Choice {
  name: string
  /** The kind of test that it is, and what that is called. */
  test: string
  title: string
  tier: number
}

const DEEPEST = 3

/**
 * The checks that there are for a target by tier: of its schedules first, then each kind of test with
 * its defaults.
 */
export function choicesOf(
  kinds: readonly TestKind[],
  schedules: readonly Schedule[],
  target: string | undefined,
): Choice[] {
  const titles = new Map(kinds.map(({ name, title }) => [name, title]))
  const byName = new Map<string, Choice>()
  const add = (name: string, test: string, tier: number): void => {
    if (!byName.has(name)) byName.set(name, { name, test, title: titles.get(test) ?? test, tier })
  }
  for (const { targets, checks, escalation } of schedules) {
    if (target === undefined || !targets.includes(target)) continue
    checks.forEach(({ name, spec }) => add(name, spec.type, 1))
    escalation?.tier2.forEach(({ name, spec }) => add(name, spec.type, 2))
    escalation?.tier3.forEach(({ name, spec }) => add(name, spec.type, DEEPEST))
  }
  kinds.forEach(({ name, tier }) => add(name, name, tier))
  return [...byName.values()].sort((a, b) => a.tier - b.tier)
}

/** The enabled probes of the chosen sites, and those that are chosen by name. */
export function probesOf(search: TestSearch, probes: readonly ProbeState[]): string[] {
  const { site = [], probe: named = [] } = search
  return probes
    .filter(({ probe: { id, site: at, enabled } }) =>
      named.includes(id) ? true : enabled && site.includes(at),
    )
    .map(({ probe: { id } }) => id)
}

/** The form of the test with parameters of its own: its defaults and what somebody wrote. */
export const draftIn = (kind: TestKind, { set }: TestSearch): Draft => ({
  ...draftOf(kind),
  ...set,
})

/** Of a form what is not its default. */
export function writtenIn(kind: TestKind, draft: Draft): Record<string, string> {
  const defaults = draftOf(kind)
  return Object.fromEntries(
    Object.entries(draft).filter(([place, text]) => text !== (defaults[place] ?? '')),
  )
}

/** What is missing or wrong, by part of the form; of the own test by its fields. */
export interface Wrong {
  probes?: string
  target?: string
  checks?: string
  own: Errors
  /** What the server says and no part of the form is about. */
  rest: Problem['fields']
}

export const NOTHING_WRONG: Wrong = { own: {}, rest: [] }

export const isWrong = ({ probes, target, checks, own, rest }: Wrong): boolean =>
  [probes, target, checks].some((one) => one !== undefined) ||
  Object.keys(own).length > 0 ||
  rest.length > 0

/** What the form says, or what is wrong with it. */
export function orderOf(
  search: TestSearch,
  probes: readonly string[],
  kind: TestKind | undefined,
): TestOrder | Wrong {
  const { target = '', check = [], family = [] } = search
  const draft = kind && draftIn(kind, search)
  const made = kind && draft && specOf(kind, draft)
  const wrong: Wrong = {
    ...(probes.length === 0 && { probes: t('Choose a probe, or a site that has one.') }),
    ...(target.trim() === '' && { target: t('Say what shall be tested.') }),
    ...(check.length === 0 && made === undefined && { checks: t('Choose at least one check.') }),
    own: made?.errors ?? {},
    rest: [],
  }
  if (isWrong(wrong)) return wrong
  const name = (draft?.[NAME] ?? '').trim()
  const own = made && { ...(name !== '' && { name }), spec: made.spec as { type: string } }
  return {
    probes: [...probes],
    target: target.trim(),
    ...(family.length > 0 && { families: family }),
    checks: own ? [own, ...check] : check,
  }
}

export const isOrder = (made: TestOrder | Wrong): made is TestOrder => !('own' in made)

/** What the server finds wrong, by part of the form. The own test is always the first of `checks`. */
export function wrongIn(problem: Problem, kind: TestKind | undefined): Wrong {
  const { errors, rest } = kind ? errorsOf(problem, kind) : { errors: {}, rest: problem.fields }
  const wrong: Wrong = { own: errors, rest: [] }
  for (const { field, detail } of rest) {
    const part = PARTS.find(([pattern]) => pattern.test(field))?.[1]
    if (part === undefined) wrong.rest.push({ field, detail })
    else wrong[part] = wrong[part] === undefined ? detail : `${wrong[part]}; ${detail}`
  }
  return wrong
}

const PARTS: [pattern: RegExp, part: 'probes' | 'target' | 'checks'][] = [
  [/^(probes|match)\b/, 'probes'],
  [/^(target|families)\b/, 'target'],
  [/^checks\b/, 'checks'],
]
