import { describe, expect, test } from 'vitest'
import golden from '../../../query-api/src/test/resources/golden/test-kinds.json?raw'
import type { TestKind } from '../api/kinds'
import type { Result, TestCommand, TestStatus } from '../api/types'
import { lacksResults, resultsOf, secondWords, standingOf, tiersOf, withResults } from './progress'

const KINDS = JSON.parse(golden) as TestKind[]
const NONE = { waiting: 0, running: 0, completed: 0, failed: 0, refused: 0, unanswered: 0 }

const command = (id: string, more: Partial<TestCommand> = {}): TestCommand => ({
  commandId: id,
  probe: 'fra-1',
  check: 'ping',
  family: 'ipv4',
  status: 'queued',
  detail: '',
  ending: null,
  result: null,
  ...more,
})

const order = (status: TestStatus['status'], commands: TestCommand[], more = {}): TestStatus => ({
  test_id: 't',
  status,
  requestedAt: '2026-11-23T02:42:30Z',
  expiresAt: '2026-11-23T02:43:30Z',
  target: { id: 'shop', address: '192.0.2.7' },
  probes: { ...NONE, total: 1, ...more },
  commands,
})

const result = (commandId: string, test = 'ping') => ({ commandId, test }) as Result

/** With spaces that may break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('an order on its way', () => {
  test('has the results that the stream brings, before its steps say so', () => {
    const told = order('running', [command('a', { status: 'running' }), command('b')])
    const run = withResults(told, new Map([['a', result('a')]]))
    expect(run.commands.map(({ status }) => status)).toEqual(['done', 'queued'])
    expect(resultsOf(run)).toEqual([['a', result('a')]])
    expect(lacksResults(run)).toBe(false)
    expect(resultsOf(undefined)).toEqual([])
  })

  test('lacks the result of a test that has one, and not of one that was never run', () => {
    const done = command('a', { status: 'done', ending: 'completed' })
    expect(lacksResults(order('done', [done]))).toBe(true)
    const rejected = command('b', { status: 'done', ending: 'refused', detail: 'no such probe' })
    expect(lacksResults(order('done', [rejected]))).toBe(false)
  })

  test('says what a second of a test carried, each way that it has', () => {
    const second = { fromUs: 1_000_000, untilUs: 2_000_000 }
    expect(plain(secondWords({ ...second, forwardBitsPerSecond: 941e6 }))).toBe(
      'after 2 s: 941 Mbit/s there',
    )
    const both = { forwardBitsPerSecond: 12_345_678, backwardBitsPerSecond: 1e6 }
    expect(plain(secondWords({ ...second, ...both }))).toBe(
      'after 2 s: 12.3 Mbit/s there, 1.00 Mbit/s back',
    )
  })

  test('is told by tier, whatever its checks are called', () => {
    const commands = [
      command('a', { check: 'throughput-60' }),
      command('b', { check: 'ping-1f2e3d' }),
      command('c', { check: 'login-page' }),
      command('d', { check: 'way', result: result('d', 'traceroute') }),
    ]
    const tests = new Map([['login-page', 'http']])
    const tier = (name: string) => KINDS.find((kind) => kind.name === name)?.tier ?? 0
    const parts = tiersOf(commands, KINDS, tests)
    const placed = new Map(
      parts.flatMap(({ tier, commands }) => commands.map(({ commandId }) => [commandId, tier])),
    )
    expect([...placed].toSorted()).toEqual([
      ['a', tier('throughput')],
      ['b', tier('ping')],
      ['c', tier('http')],
      ['d', tier('traceroute')],
    ])
    expect(parts.map(({ tier }) => tier)).toEqual(parts.map(({ tier }) => tier).toSorted())
  })
})

describe('how an order stands', () => {
  const one = [command('a', { status: 'done' })]
  const words = (status: TestStatus['status'], more = {}, commands = one): string =>
    standingOf(order(status, commands, more)).words

  test.each([
    ['queued', {}, 'Queued: waiting for the scheduler…'],
    ['running', {}, 'Running: 1 of 1 test done…'],
    ['done', { completed: 1 }, 'Done: everything answered.'],
    ['done', { failed: 1 }, 'Done: the target did not answer as it should.'],
    ['done', { refused: 1 }, 'Not run: see each test for the reason.'],
    ['expired', { unanswered: 1 }, 'No probe answered. Is one of them running, and connected?'],
    [
      'expired',
      { total: 7, completed: 3, failed: 1, refused: 1, unanswered: 2 },
      'Done, of 7 probes: all answered at 3, the target did not answer as it should at 1, ' +
        'not run at 1, no answer from 2.',
    ],
  ] as const)('says of one that is %s with %o: %s', (status, more, said) =>
    expect(words(status, more)).toBe(said),
  )

  test('says that nobody took it up', () => {
    expect(words('expired', {}, [])).toContain('Nobody took it up in time')
  })
})
