import type { Interval } from '../api/details'
import type { TestKind } from '../api/kinds'
import type { Result, TestCommand, TestStatus } from '../api/types'
import { bitRate, duration } from '../format/numbers'
import { plural } from '../language/plural'
import { t } from '../language/text'

/** How far an order is, with the results that have come, by whichever way they came. */
export function withResults(status: TestStatus, results: ReadonlyMap<string, Result>): TestStatus {
  return {
    ...status,
    commands: status.commands.map((command) => {
      const result = command.result ?? results.get(command.commandId) ?? null
      return result === null ? command : { ...command, result, status: 'done' }
    }),
  }
}

/** The results of an order by their commands. */
export function resultsOf(status: TestStatus | undefined): [commandId: string, result: Result][] {
  return (status?.commands ?? []).flatMap(({ commandId, result }) =>
    result === null ? [] : [[commandId, result]],
  )
}

/** Whether something was measured, or tried, whose result is not here yet. */
export const lacksResults = ({ commands }: TestStatus): boolean =>
  commands.some(({ status, result, ending }) => {
    return status === 'done' && result === null && ending !== 'refused'
  })

/** The tests of one tier. */
export interface TierPart {
  tier: number
  commands: TestCommand[]
}

/**
 * Commands by the shallowest tier that their kind of test suits; of one that is not known before its
 * result the first.
 */
export function tiersOf(
  commands: readonly TestCommand[],
  kinds: readonly TestKind[],
  tests: ReadonlyMap<string, string>,
): TierPart[] {
  const tiers = new Map(kinds.map(({ name, tier }) => [name, tier]))
  const tierOf = ({ check, result }: TestCommand): number => {
    const test = result?.test ?? tests.get(check) ?? testIn(check, tiers)
    return tiers.get(test) ?? 1
  }
  const parts = new Map<number, TestCommand[]>()
  for (const command of commands) {
    const tier = tierOf(command)
    parts.set(tier, [...(parts.get(tier) ?? []), command])
  }
  return [...parts].map(([tier, commands]) => ({ tier, commands })).sort((a, b) => a.tier - b.tier)
}

/** `ping-1f2e3d` and `ping-50` are pings. */
function testIn(check: string, tiers: ReadonlyMap<string, number>): string {
  const parts = check.split('-')
  for (let end = parts.length; end > 0; end--) {
    const name = parts.slice(0, end).join('-')
    if (tiers.has(name)) return name
  }
  return check
}

/** The last second of a test that runs. */
export function secondWords(second: Interval): string {
  const { untilUs, forwardBitsPerSecond: there, backwardBitsPerSecond: back } = second
  const rates = [
    ...(there == null ? [] : [t('{value} there', { value: bitRate(there) })]),
    ...(back == null ? [] : [t('{value} back', { value: bitRate(back) })]),
  ]
  return t('after {time}: {rates}', { time: duration(untilUs), rates: rates.join(', ') })
}

/** How an order stands as a whole: a word, what it means, and whether it is good. */
export interface Standing {
  words: string
  tone: 'running' | 'good' | 'mixed' | 'bad'
}

/** In plain words, failures included. */
export function standingOf({ status, commands, probes }: TestStatus): Standing {
  const ended = commands.filter(({ status }) => status === 'done' || status === 'expired').length
  if (status === 'queued')
    return { words: t('Queued: waiting for the scheduler…'), tone: 'running' }
  if (status === 'running') {
    return {
      words: plural(
        commands.length,
        'Running: {ended} of {n} test done…',
        'Running: {ended} of {n} tests done…',
        { ended },
      ),
      tone: 'running',
    }
  }
  if (commands.length === 0) {
    return { words: t('Nobody took it up in time. Is the scheduler running?'), tone: 'bad' }
  }
  const { total, completed, unanswered, refused, failed } = probes
  if (completed === total) return { words: t('Done: everything answered.'), tone: 'good' }
  if (unanswered === total) {
    return {
      words: t('No probe answered. Is one of them running, and connected?'),
      tone: 'bad',
    }
  }
  if (refused === total) return { words: t('Not run: see each test for the reason.'), tone: 'bad' }
  if (failed === total)
    return { words: t('Done: the target did not answer as it should.'), tone: 'bad' }
  const parts = [
    completed > 0 && t('all answered at {n}', { n: completed }),
    failed > 0 && t('the target did not answer as it should at {n}', { n: failed }),
    refused > 0 && t('not run at {n}', { n: refused }),
    unanswered > 0 && t('no answer from {n}', { n: unanswered }),
  ].filter((part) => part !== false)
  return {
    words: plural(total, 'Done, of {n} probe: {parts}.', 'Done, of {n} probes: {parts}.', {
      parts: parts.join(', '),
    }),
    tone: completed > 0 ? 'mixed' : 'bad',
  }
}
