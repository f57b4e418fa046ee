import { describe, expect, test } from 'vitest'
import type { ActionKind, Entry, Incident, IncidentSummary, PathName } from '../api/incidents'
import { CURRENT, incidentSearch, worstFirst } from './search'
import { milestonesOf } from './milestones'
import { arrived, gist, groupsOf, startOf, titleOf } from './story'

const START = Date.parse('2026-11-23T02:42:30Z')
const A = { probe: 'fra', target: 'web' }
const B = { probe: 'nyc', target: 'web' }

const entry = (after: number, kind: string, tier = 1, path: PathName | null = A): Entry => ({
  at: new Date(START + after * 1_000).toISOString(),
  kind,
  tier,
  path,
  text: '',
})

const incident = (chain: Entry[], more: Partial<Incident> = {}): Incident => ({
  id: 'i',
  revision: chain.length,
  state: 'open',
  openedAt: new Date(START + 5_000).toISOString(),
  updatedAt: new Date(START).toISOString(),
  scope: { kind: 'path', subject: 'fra → web', broken: 1, tested: 1 },
  members: [],
  sentence: 'fra → web is slow',
  severity: 'warning',
  ruleVersion: 'default-rtt@1',
  chain,
  chainDropped: 0,
  suppressed: 0,
  awaitsApproval: [],
  simulated: false,
  ...more,
})

const told = (chain: Entry[]): string[] =>
  groupsOf(chain).map(
    (group) => `${group.round} ${titleOf(group)}: ${group.entries.map((e) => e.kind).join(' ')}`,
  )

describe('the story', () => {
  test('goes from breach to recovery', () => {
    const chain = [
      entry(0, 'suspected'),
      entry(5, 'confirmed'),
      entry(5, 'deepened', 2),
      entry(9, 'found', 2),
      entry(9, 'deepened', 3),
      entry(20, 'found', 3),
      entry(60, 'recovering'),
      entry(80, 'recovered'),
      entry(90, 'closed', 1, null),
    ]
    expect(told(chain)).toEqual([
      '1 Breach: suspected',
      '1 Confirmation: confirmed',
      '1 Tier 2: deepened found',
      '1 Tier 3: deepened found',
      '1 Recovery: recovering recovered closed',
    ])
  })

  test('gathers what paths do side by side', () => {
    const chain = [
      entry(0, 'suspected'),
      entry(5, 'confirmed'),
      entry(6, 'deepened', 2),
      entry(7, 'suspected', 1, B),
      entry(12, 'confirmed', 1, B),
      entry(12, 'suppressed', 2, B),
    ]
    expect(told(chain)).toEqual([
      '1 Breach: suspected suspected',
      '1 Confirmation: confirmed confirmed',
      '1 Tier 2: deepened suppressed',
    ])
  })

  test('starts anew where everything had recovered and relapses', () => {
    const chain = [
      entry(5, 'confirmed'),
      entry(6, 'confirmed', 1, B),
      entry(60, 'recovering'),
      entry(61, 'relapsed'),
      entry(70, 'recovering'),
      entry(71, 'recovering', 1, B),
      entry(80, 'relapsed', 1, B),
      entry(85, 'found', 2, B),
    ]
    expect(told(chain)).toEqual([
      '1 Confirmation: confirmed confirmed',
      '1 Recovery: recovering relapsed recovering recovering',
      '2 Breach: relapsed',
      '2 Tier 2: found',
    ])
  })

  test('leaves what somebody did, and what it does not know, where it happened', () => {
    const chain = [
      entry(5, 'confirmed'),
      entry(9, 'found', 2),
      entry(10, 'comment', 1, null),
      entry(11, 'brand-new'),
    ]
    expect(told(chain)[1]).toBe('1 Tier 2: found comment brand-new')
  })

  test('has an end without a recovery where somebody closes it', () => {
    expect(told([entry(5, 'confirmed'), entry(9, 'close', 1, null)])[1]).toBe('1 End: close')
  })

  test('begins with its first entry, or when it was opened', () => {
    expect(startOf(incident([entry(0, 'suspected')]))).toBe(START)
    expect(startOf(incident([]))).toBe(START + 5_000)
  })

  test('shows each finding, and of what is alike only the first ones', () => {
    const kinds = ['suppressed', 'suppressed', 'found', 'suppressed', 'found', 'comment']
    const shown = gist(
      kinds.map((kind, i) => entry(i, kind, 2)),
      2,
    )
    expect(shown.map(({ kind }) => kind)).toEqual([
      'suppressed',
      'suppressed',
      'found',
      'found',
      'comment',
    ])
  })
})

describe('the milestones', () => {
  const words = (one: Incident): string[] =>
    milestonesOf(one).map(({ phase, afterMs, note }) =>
      [phase, afterMs ?? '-', note].join(' ').trim(),
    )
  const chain = [entry(0, 'suspected'), entry(5, 'confirmed'), entry(6, 'deepened', 2)]

  test('say how far an open incident has come', () => {
    expect(words(incident(chain))).toEqual([
      'breach 0',
      'confirmation 5000',
      'tier2 6000 running',
      'tier3 - not yet',
      'recovery - not yet',
    ])
  })

  test('say what waits and what was found', () => {
    const waiting = incident([...chain, entry(9, 'found', 2)], { awaitsApproval: [A] })
    expect(words(waiting)).toContain('tier2 6000 1 finding')
    expect(words(waiting)).toContain('tier3 - waits for approval')
  })

  test('take no closing by hand for a recovery', () => {
    const closed = { state: 'closed', closedAt: new Date(START + 90_000).toISOString() } as const
    const byHand = incident([...chain, entry(90, 'close', 1, null)], closed)
    expect(words(byHand)).toContain('recovery - closed by hand')
    const merged = incident(chain, { ...closed, mergedInto: 'j' })
    expect(words(merged)).toContain('recovery - merged into another')
    const recovered = incident([...chain, entry(70, 'recovered')], closed)
    expect(words(recovered)).toContain('recovery 70000 closed')
  })
})

describe('what somebody asked for has arrived', () => {
  const before = incident([entry(5, 'confirmed')], { awaitsApproval: [A] })
  const has = (kind: ActionKind, now: Incident, text = '', assignee?: string): boolean =>
    arrived({ kind, text, before, ...(assignee !== undefined && { assignee }) }, now)

  test('when the incident shows it', () => {
    expect(has('acknowledge', { ...before, acknowledgedBy: 'ada' })).toBe(true)
    expect(has('approve', { ...before, awaitsApproval: [B] })).toBe(true)
    expect(has('close', { ...before, state: 'closed' })).toBe(true)
    const said = { ...entry(9, 'comment', 1, null), text: 'a cable' }
    const now = { ...before, chain: [...before.chain, said] }
    expect(has('comment', now, 'a cable')).toBe(true)
    expect(has('comment', now, 'of somebody else')).toBe(false)
  })

  test('when it is assigned, or was before somebody else assigned it anew', () => {
    const to = (name: string): Entry => ({ ...entry(9, 'assign', 1, null), text: `to ${name}` })
    const told = (...names: string[]): Incident => ({
      ...before,
      chain: [...before.chain, ...names.map(to)],
      assignee: names.at(-1) ?? null,
    })
    expect(has('assign', told('bob'), '', 'bob')).toBe(true)
    expect(has('assign', told('bob', 'ada'), '', 'bob')).toBe(true)
    expect(has('assign', told('ada'), '', 'bob')).toBe(false)
    expect(has('assign', before, '', 'bob')).toBe(false)
    expect(has('assign', before, '', '')).toBe(true)
  })

  test('not before', () => {
    const kinds = ['acknowledge', 'approve', 'comment', 'close'] as const
    expect(kinds.filter((kind) => has(kind, { ...before, revision: 9 }))).toEqual([])
  })
})

describe('the list', () => {
  const row = (id: string, more: Partial<IncidentSummary>): IncidentSummary => ({
    ...incident([]),
    id,
    memberCount: 1,
    chainCount: 1,
    ...more,
  })

  test('has the open and critical ones first, then the newest', () => {
    const rows = [
      row('recovering', { state: 'recovering', severity: 'critical' }),
      row('old', { openedAt: '2026-11-23T01:00:00Z' }),
      row('new', { openedAt: '2026-11-23T02:00:00Z' }),
      row('critical', { severity: 'critical', openedAt: '2026-11-22T00:00:00Z' }),
      row('closed', { state: 'closed' }),
    ]
    const ids = worstFirst(rows, CURRENT).map(({ id }) => id)
    expect(ids).toEqual(['critical', 'new', 'old', 'recovering'])
  })

  test('keeps of the URL what it understands', () => {
    expect(incidentSearch({ state: 'closed', x: 1 })).toEqual({ state: 'closed' })
    expect(incidentSearch({ state: 'constructor' })).toEqual({})
    expect(incidentSearch({ assignee: 'ada@x' })).toEqual({ assignee: 'ada@x' })
    expect(incidentSearch({ assignee: 'a b' })).toEqual({})
  })
})
