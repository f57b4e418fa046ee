import { describe, expect, test } from 'vitest'
import type { Breach, Entry } from '../api/incidents'
import { breachNote, entryLook } from './entryWords'
import { remarks, scopeWords } from './remarks'
import { TIER_STATES, lookOf } from './words'

const plain = (text: string): string => text.replace(/\u00a0/g, ' ')

const breach = (metric: string, value: number, bound: number): Breach => ({
  resultId: 'r',
  check: 'ping',
  family: 'ipv4',
  tier: 1,
  metric,
  value,
  bound,
  rule: 'default-rtt',
  ruleVersion: 1,
  severity: 'warning',
})

describe('the words of an incident', () => {
  test.each([
    ['path', 'fra → web', 'Path fra → web'],
    ['target', 'web', 'Target web, 9 of 10 probes'],
    ['probe', 'fra', 'Probe fra, 9 of 10 targets'],
    ['site', 'home', 'Site home, 9 of 10 paths'],
    ['galaxy', 'x', 'Scope x, 9 of 10 paths'],
  ])('say of a scope of kind %s what is counted', (kind, subject, words) =>
    expect(scopeWords({ kind: kind as 'path', subject, broken: 9, tested: 10 })).toBe(words),
  )

  test('give the numbers of a breach where its text does not', () => {
    const slow = breach('rttMeanUs', 140_000, 100_000)
    expect(plain(breachNote(slow, ''))).toBe(
      'ping ipv4, mean round trip 140 ms, bound 100 ms, rule default-rtt@1',
    )
    expect(plain(breachNote(slow, 'mean RTT 140 ms, bound 100 ms'))).toBe(
      'ping ipv4, 1.4 × the bound, rule default-rtt@1',
    )
    expect(plain(breachNote(breach('certificateDays', 3, 7), '3 days, bound 7'))).toBe(
      'ping ipv4, rule default-rtt@1',
    )
    expect(breachNote(breach('unanswered', 1, 0.5), '')).toContain('no answer')
  })

  test('name the tier of an entry, and keep a kind that is new', () => {
    const entry: Entry = { at: '', kind: 'found', tier: 3, text: '' }
    expect(entryLook(entry)).toMatchObject({ word: 'Tier 3 found', tone: 'unproven' })
    expect(entryLook({ ...entry, breach: breach('hops', 30, 20) }).tone).toBe('failing')
    expect(entryLook({ ...entry, kind: 'toString' }).word).toBe('toString')
  })

  test('have a look for a state that is new', () => {
    expect(lookOf(TIER_STATES, 'valueOf').word).toBe('Unknown')
  })

  test('remark on what is out of the ordinary', () => {
    const calm = { state: 'open', awaitsApproval: [], suppressed: 0, simulated: false } as const
    expect(remarks({ ...calm, awaitsApproval: [] })).toEqual([])
    const busy = {
      ...calm,
      awaitsApproval: [{ probe: 'fra', target: 'web' }],
      acknowledgedBy: 'ada',
      suppressed: 1,
      silencedBy: 'maintenance',
      mergedInto: 'other',
      simulated: true,
    }
    expect(remarks(busy).map(({ word }) => word)).toEqual([
      'Tier 3 waits for approval on 1 path',
      'Acknowledged by ada',
      '1 deeper test withheld',
      'Silenced by maintenance',
      'Merged',
      'Simulated',
    ])
  })
})
