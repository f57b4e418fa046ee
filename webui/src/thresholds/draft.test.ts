import { expect, test } from 'vitest'
import { copyOf, formOf, ruleOf, usualExitText } from './draft'
import { rule } from './samples'

const RULES = [
  rule({}),
  rule({
    metric: 'lossRatio',
    enter: 0.05,
    exit: 0.01,
    match: { site: 'fra', 'probe.uplink': 'dsl' },
  }),
  rule({ metric: 'unanswered', enter: 0.5, tier: 2, breaches: 1, of: 1, countsAlso: ['isolated'] }),
  rule({ metric: 'bitsPerSecond', enter: 10_000_000, exit: 12_500_000, enabled: false, clears: 1 }),
]

test.each(RULES)('a form says the rule of $metric that it was made of', (one) => {
  const { body, errors } = ruleOf(formOf(one))
  expect(errors).toEqual({})
  const { match, metric, tier, enter, breaches, of, clears, severity, countsAlso, enabled } = one
  expect(body).toEqual({
    ...{ match, metric, tier, enter, breaches, of, clears, severity, countsAlso, enabled },
    exit: one.exit ?? null,
  })
})

test('a new one needs a limit, and then ends at 80 % of it', () => {
  const form = formOf(undefined)
  expect(ruleOf(form).errors).toEqual({ enter: 'must be given' })
  expect(usualExitText({ ...form, enter: '80 ms' })).toBe('64 ms')
  expect(usualExitText(form)).toBe('')
})

test('a copy has no name yet and judges', () => {
  expect(copyOf(rule({ id: 'default-rtt', enabled: false }))).toMatchObject({
    id: '',
    enabled: true,
  })
})

test('what does not fit together is refused where it stands', () => {
  const wrong = { ...formOf(rule({})), breaches: '4', of: '3', clears: 'x', exit: '90 ms' }
  expect(ruleOf(wrong).errors).toEqual({
    breaches: 'must be at most 3, as many as are looked at',
    clears: 'must be 1 to 100',
    exit: 'must be 80 ms or less',
  })
  const lower = { ...formOf(rule({ metric: 'certificateDays', enter: 7 })), exit: '5 days' }
  expect(ruleOf(lower).errors).toEqual({ exit: 'must be 7 days or more' })
  const match = [
    { label: 'site', value: '' },
    { label: 'floor', value: '2' },
    { label: 'probe', value: 'a' },
    { label: 'probe', value: 'b' },
  ]
  expect(ruleOf({ ...formOf(rule({})), match }).errors).toEqual({
    'match[0].value': 'must be given',
    'match[1].label': 'must be probe.NAME or target.NAME',
    'match[3].label': 'is there already',
  })
})
