import { describe, expect, test } from 'vitest'
import golden from '../../../query-api/src/test/resources/golden/test-kinds.json?raw'
import { Problem } from '../api/client'
import type { TestKind } from '../api/kinds'
import type { components } from '../api/openapi'
import type { ProbeState } from '../api/probes'
import { NAME, draftOf } from '../form/draft'
import {
  choicesOf,
  draftIn,
  isOrder,
  isWrong,
  orderOf,
  probesOf,
  wrongIn,
  writtenIn,
} from './order'

const KINDS = JSON.parse(golden) as TestKind[]
const kind = (name: string): TestKind => {
  const found = KINDS.find((one) => one.name === name)
  if (!found) throw new Error(`no kind ${name}`)
  return found
}
const probe = (id: string, site: string, enabled = true): ProbeState => ({
  probe: { id, site, enabled, labels: {}, version: 1 },
  state: 'up',
  heartbeat: null,
})
const PROBES = [probe('fra-1', 'fra'), probe('fra-2', 'fra', false), probe('ber-1', 'ber')]

describe('the checks to choose from', () => {
  const check = (name: string, type: string) => ({ name, spec: { type }, families: [] })
  const schedule = {
    id: 's',
    targets: ['shop'],
    checks: [check('login-page', 'http')],
    escalation: { tier2: [check('ping-50', 'ping')], tier3: [check('mtr-100', 'traceroute')] },
  } as unknown as components['schemas']['Schedule']

  test('are those of the target, then every kind with its defaults, by tier', () => {
    const choices = choicesOf(KINDS, [schedule], 'shop')
    expect(choices.map(({ tier }) => tier)).toEqual(choices.map(({ tier }) => tier).toSorted())
    const found = (name: string) => choices.find((one) => one.name === name)
    expect(found('login-page')).toMatchObject({ test: 'http', title: kind('http').title, tier: 1 })
    expect(found('ping-50')).toMatchObject({ test: 'ping', tier: 2 })
    expect(found('mtr-100')).toMatchObject({ test: 'traceroute', tier: 3 })
    expect(choices).toHaveLength(KINDS.length + 3)
  })

  test('are not those of another target', () => {
    expect(choicesOf(KINDS, [schedule], 'mail')).toHaveLength(KINDS.length)
    expect(choicesOf(KINDS, [schedule], undefined)).toHaveLength(KINDS.length)
  })
})

describe('the probes of a test', () => {
  test('are the enabled ones of a site, and those that are named', () => {
    expect(probesOf({ site: ['fra'] }, PROBES)).toEqual(['fra-1'])
    expect(probesOf({ site: ['fra'], probe: ['ber-1', 'fra-1'] }, PROBES)).toEqual([
      'fra-1',
      'ber-1',
    ])
    expect(probesOf({ probe: ['gone'] }, PROBES)).toEqual([])
  })
})

describe('an order', () => {
  test('has what was chosen', () => {
    const search = { target: ' shop ', check: ['ping', 'http'], family: ['ipv6' as const] }
    expect(orderOf(search, ['fra-1'], undefined)).toEqual({
      probes: ['fra-1'],
      target: 'shop',
      families: ['ipv6'],
      checks: ['ping', 'http'],
    })
  })

  test('has a test with parameters of its own first, and its name where it was given one', () => {
    const search = { target: 'shop', kind: 'ping', set: { count: '50', [NAME]: 'mine' } }
    const made = orderOf(search, ['fra-1'], kind('ping'))
    expect(isOrder(made) && made.checks).toMatchObject([
      { name: 'mine', spec: { type: 'ping', count: 50 } },
    ])
  })

  test('says everything that is missing or wrong at once', () => {
    const made = orderOf({}, [], undefined)
    expect(isOrder(made)).toBe(false)
    expect(made).toMatchObject({
      probes: expect.stringContaining('Choose a probe') as string,
      target: expect.stringContaining('what shall be tested') as string,
      checks: expect.stringContaining('at least one') as string,
    })
    const odd = { target: 'shop', kind: 'ping', set: { intervalUs: '20' } }
    expect(orderOf(odd, ['fra-1'], kind('ping'))).toMatchObject({
      own: { intervalUs: expect.stringContaining('needs a unit') as string },
    })
  })

  test('keeps of a form what is not its default', () => {
    const ping = kind('ping')
    const draft = { ...draftOf(ping), count: '50' }
    expect(writtenIn(ping, draft)).toEqual({ count: '50' })
    expect(writtenIn(ping, draftOf(ping))).toEqual({})
    expect(draftIn(ping, { set: { count: '50' } })).toEqual(draft)
    expect(writtenIn(ping, { ...draft, count: '' })).toEqual({ count: '' })
  })

  test('that the server refuses is told where each part of it stands', () => {
    const fields = [
      { field: 'checks[0].spec.count', detail: 'must be 1 to 1000' },
      { field: 'checks[1]', detail: 'no such check' },
      { field: 'target', detail: 'no such target' },
      { field: 'families', detail: 'has IPv4 only' },
      { field: 'probes[0]', detail: 'no such probe' },
      { field: 'size', detail: 'too many tests' },
    ]
    const problem = new Problem('The request is not valid', '', 400, 'bad-request', fields)
    const wrong = wrongIn(problem, kind('ping'))
    expect(wrong).toEqual({
      probes: 'no such probe',
      target: 'no such target; has IPv4 only',
      checks: 'no such check',
      own: { count: 'must be 1 to 1000' },
      rest: [{ field: 'size', detail: 'too many tests' }],
    })
    expect(isWrong(wrong)).toBe(true)
  })
})
