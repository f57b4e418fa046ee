import { describe, expect, test } from 'vitest'
import golden from '../../../query-api/src/test/resources/golden/test-kinds.json?raw'
import type { Schedule } from '../api/configuration'
import type { TestKind } from '../api/kinds'
import { draftOf, valuesIn } from '../form/draft'
import { filled, unusual } from '../form/filled'
import { differences, listed } from '../edit/facts'
import { localTime } from '../format/times'
import { formatIn } from '../format/zones'
import { cronWords } from './cron'
import { daysOf, daysText } from './days'
import { formOf, newCheck, scheduleOf, serverErrors } from './draft'
import { checkWords, planWords, rateWords, scheduleFacts, timingWords } from './words'
import { clockWords, zonedTime } from './zones'

const KINDS = JSON.parse(golden) as TestKind[]
const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')

function schedule(more: Partial<Schedule> = {}): Schedule {
  return {
    ...{ id: 'shop', enabled: true, probes: [], targets: ['shop'], checks: [] },
    ...{ intervalUs: 60_000_000, createdAt: '2026-11-23T02:42:33Z', version: 1 },
    ...more,
  }
}

const NIGHT = schedule({
  probes: ['fra-1', 'fra-2'],
  checks: [
    { name: 'ping', spec: { type: 'ping' }, families: [] },
    {
      name: 'ping-1400',
      spec: { type: 'ping', payloadBytes: 1400 } as never,
      families: ['ipv4'],
      intervalUs: 10_000_000,
    },
  ],
  timing: {
    cron: { expression: '30 3 * * mon-fri', zone: 'Europe/Berlin' },
    windows: [
      {
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: '03:00',
        to: '04:00',
        zone: 'Europe/Berlin',
      },
    ],
    slipUs: 900_000_000,
    priority: 7,
  },
  escalation: {
    ...{ deepestTier: 2, approveTier3: true, confirmEveryUs: 2_000_000 },
    ...{ tier2CoolDownUs: 300_000_000, tier3CoolDownUs: 3_600_000_000 },
    tier2: [{ name: 'traceroute', spec: { type: 'traceroute' }, families: [] }],
    tier3: [],
  },
})

describe('in words', () => {
  test('a cron says when', () => {
    expect(cronWords('30 3 * * mon-fri')).toBe('at 03:30, Monday through Friday')
    expect(cronWords('*/15 * * * *')).toBe('every 15 minutes')
    expect(cronWords('@daily')).toBeDefined()
    expect(cronWords('soon')).toBeUndefined()
  })

  test('so does a schedule', () => {
    expect(plain(timingWords(schedule()))).toBe('every 60 s')
    expect(timingWords(NIGHT)).toBe(
      'at 03:30, Monday through Friday (Europe/Berlin), only mon-fri 03:00 to 04:00 (Europe/Berlin)',
    )
  })

  test.each([
    [['mon', 'tue', 'wed', 'thu', 'fri'], 'mon-fri'],
    [['sat', 'sun'], 'sat, sun'],
    [['mon', 'wed', 'thu', 'fri'], 'mon, wed-fri'],
    [['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], ''],
    [[], ''],
  ] as const)('the days %j are "%s"', (days, text) => {
    expect(daysText(days)).toBe(text)
    if (days.length < 7) expect(daysOf(text)).toEqual(days)
  })

  test('days are read as people write them', () => {
    expect(daysOf('Fri-Mon')).toEqual(['mon', 'fri', 'sat', 'sun'])
    expect(daysOf('monday wednesday')).toEqual(['mon', 'wed'])
    expect(daysOf('noday')).toMatchObject({ wrong: expect.stringContaining('"noday"') as string })
    expect(daysOf('mon-')).toHaveProperty('wrong')
  })

  test('a check tells what is not as usual', () => {
    const [usual, odd] = NIGHT.checks
    expect(usual && checkWords(usual, KINDS)).toBe('ping')
    expect(odd && plain(checkWords(odd, KINDS))).toMatch(
      /^ping-1400: ping, .*1400 bytes, IPv4 only, every 10 s$/,
    )
  })

  test('an escalation, a rate and a list', () => {
    expect(plain(planWords())).toContain('to tier 3; a suspicion is tested again every 5 s')
    expect(planWords(NIGHT.escalation)).not.toContain('approve')
    expect(plain(rateWords(0.2))).toBe('a test every 5 min')
    expect(rateWords(1)).toBe('1 test a minute')
    expect(plain(rateWords(1_200))).toBe('1 200 tests a minute')
    expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more')
    expect(listed(['a', 'b'])).toBe('a and b')
  })

  test('a time by the clock of a zone', () => {
    const noon = Date.parse('2026-11-23T12:00:00Z')
    expect(zonedTime(noon, 'Asia/Tokyo', noon)).toBe('21:00:00')
    expect(zonedTime(noon + 4 * 3_600_000, 'Asia/Tokyo', noon)).toBe('24 Nov 01:00:00')
    expect(clockWords('Asia/Tokyo')).toBe('the clock of Asia/Tokyo')
    expect(clockWords(undefined)).toBeUndefined()
  })

  test('a time of a zone that this browser does not know says whose clock it is by', () => {
    const noon = Date.parse('2026-11-23T12:00:00Z')
    expect(zonedTime(noon, 'Mars/Olympus', noon)).toBe(localTime(noon, noon))
    expect(clockWords('Mars/Olympus')).toBe('your clock: this browser does not know Mars/Olympus')
  })

  test('a thousand times of a zone take one format', () => {
    const shape = { timeStyle: 'medium' } as const
    expect(formatIn('Asia/Tokyo', shape)).toBe(formatIn('Asia/Tokyo', { timeStyle: 'medium' }))
    expect(formatIn('Asia/Tokyo', shape)).not.toBe(formatIn('Europe/Berlin', shape))
  })

  test('nothing that two versions may differ in is left out', () => {
    const before = scheduleFacts(schedule(), KINDS)
    const changes: Partial<Schedule>[] = [
      { enabled: false },
      { probes: ['fra-1'] },
      { targets: ['mail'] },
      { intervalUs: 30_000_000 },
      { checks: NIGHT.checks },
      { timing: { windows: NIGHT.timing?.windows ?? [] } },
      { timing: { windows: [], slipUs: 5_000_000 } },
      { timing: { windows: [], priority: 9 } },
      ...(NIGHT.escalation ? [{ escalation: NIGHT.escalation }] : []),
    ]
    for (const change of changes) {
      const after = scheduleFacts(schedule(change), KINDS)
      expect(differences(before, after), JSON.stringify(change)).not.toEqual([])
    }
    expect(differences(before, before)).toEqual([])
  })
})

describe('a form', () => {
  test.each([schedule(), NIGHT])('says the schedule that it was made of', (one) => {
    const { body, errors } = scheduleOf(formOf(one, KINDS), KINDS)
    expect(errors).toEqual({})
    const { enabled, probes, targets, checks, timing, escalation } = one
    expect(body).toMatchObject({ enabled, probes, targets, timing: timing ?? null })
    expect(body.checks).toMatchObject(checks)
    expect(body.escalation ?? null).toEqual(escalation ?? null)
    expect(body.intervalUs).toBe(timing?.cron ? undefined : one.intervalUs)
  })

  test.each(KINDS)('of $name says the parameters that it is filled with', (kind) => {
    const usual = valuesIn(kind.schema, draftOf(kind)).values
    expect(valuesIn(kind.schema, filled(kind.schema, usual)).values).toEqual(usual)
    expect(unusual(kind.schema, usual)).toBe('')
  })

  test('fills lists and groups', () => {
    const http = KINDS.find(({ name }) => name === 'http')
    const values = {
      expectResponse: { status: ['200', '3xx'], headers: [{ name: 'server', value: 'x' }] },
    }
    expect(http && valuesIn(http.schema, filled(http.schema, values)).values).toEqual(values)
  })

  test('a test that this server does not describe stays as it is', () => {
    const odd = { name: 'new', spec: { type: 'of-tomorrow', a: 1 } as never, families: [] }
    const { body, errors } = scheduleOf(formOf(schedule({ checks: [odd] }), KINDS), KINDS)
    expect(errors).toEqual({})
    expect(body.checks).toEqual([odd])
  })

  test('says what is missing or does not fit, where it stands', () => {
    const form = formOf(undefined, KINDS)
    const [ping] = KINDS.filter(({ name }) => name === 'ping')
    if (!ping) throw new Error('no ping')
    const twice = [newCheck(ping), newCheck(ping)]
    const wrong = {
      ...form,
      everyProbe: false,
      own: { ...form.own, checks: true },
      checks: twice.map((one) => ({ ...one, draft: { ...one.draft, count: '0' } })),
      draft: { ...form.draft, intervalUs: '', 'windows#': '1', 'windows[0].days': 'someday' },
    }
    expect(Object.keys(scheduleOf(wrong, KINDS).errors).sort()).toEqual(
      [
        'targets',
        'probes',
        'checks[0].count',
        'checks[1].count',
        'checks[1].:name',
        'intervalUs',
        'windows[0].days',
        'windows[0].from',
        'windows[0].to',
      ].sort(),
    )
    expect(scheduleOf({ ...form, byCron: true }, KINDS).errors).toHaveProperty('expression')
  })

  test('shows what the server refuses where it belongs', () => {
    const fields = [
      'checks[0].spec.count',
      'escalation.tier2[1].name',
      'timing.cron.expression',
      'targets',
    ]
    expect(
      Object.keys(serverErrors(fields.map((field) => ({ field, detail: 'x' })))).sort(),
    ).toEqual(['checks[0].count', 'expression', 'targets', 'tier2[1].:name'].sort())
  })
})
