import { afterEach, expect, test } from 'vitest'
import type { System } from '../api/system'
import { show } from '../language/language'
import { factsOf, nextStep, verdict, worstFirst } from './words'

const part = <F>(findings: F) => ({ state: 'ok' as const, reason: '', tookMs: 3, findings })

const WELL: System = {
  at: '2026-11-23T02:42:33Z',
  state: 'ok',
  reasons: [],
  versions: { waddleperf: '0.1.0', java: '25', kafkaClient: '4.1.1', uptimeS: 60 },
  retention: [],
  kafka: part({
    clusterId: 'c',
    brokers: 3,
    partitions: 1_200,
    underReplicated: 0,
    missingTopics: [],
  }),
  consumers: part([]),
  sink: part({ lagSeconds: 0, topic: null }),
  database: part({
    version: '11.4.5-MariaDB',
    sizeBytes: 4_000_000_000,
    tables: [],
    oldest: { tier1: null, tier2: null, tier3: null, rollupMinutes: null },
    disks: null,
    galera: null,
  }),
  outbox: part({ waiting: 0, oldestS: null }),
  archive: part({ location: 'none', totalBytes: null, freeBytes: null }),
}

const factOf = (system: System, part: Parameters<typeof factsOf>[1], name: string) =>
  new Map(factsOf(system, part)).get(name)

afterEach(() => show('en'))

test('a system that is well says so, and nothing is to be done', () => {
  expect(verdict(worstFirst(WELL))).toBe('All 6 parts are well')
  expect(verdict(worstFirst(WELL), true)).toBe('All 6 parts were well')
  for (const { name } of worstFirst(WELL)) expect(nextStep(WELL, name)).toBeUndefined()
})

test('what does not answer comes before what is degraded, and both before what is well', () => {
  const bad: System = {
    ...WELL,
    outbox: { ...WELL.outbox, state: 'degraded', reason: 'changes wait' },
    archive: { ...WELL.archive, state: 'away', reason: 'no answer', findings: null },
  }
  expect(worstFirst(bad).map(({ name }) => name)).toEqual([
    'archive',
    'outbox',
    'kafka',
    'consumers',
    'sink',
    'database',
  ])
  expect(verdict(worstFirst(bad))).toBe('2 of 6 parts need somebody')
  expect(factsOf(bad, 'archive')).toEqual([])
})

test('one part alone needs somebody', () => {
  const bad: System = { ...WELL, sink: { ...WELL.sink, state: 'degraded', reason: 'late' } }
  expect(verdict(worstFirst(bad))).toBe('1 of 6 parts needs somebody')
})

test('how many parts need somebody, in German', async () => {
  await show('de')
  expect(verdict(worstFirst(WELL))).toBe('Alle 6 Teile sind in Ordnung')
  const sink = { ...WELL.sink, state: 'degraded' as const }
  const outbox = { ...WELL.outbox, state: 'degraded' as const }
  expect(verdict(worstFirst({ ...WELL, sink }))).toBe('1 von 6 Teilen braucht Hilfe')
  expect(verdict(worstFirst({ ...WELL, sink, outbox }), true)).toBe(
    '2 von 6 Teilen brauchten Hilfe',
  )
})

test('the next step follows from what is wrong', () => {
  const kafka = { ...WELL.kafka, state: 'degraded' as const }
  const findings = { ...WELL.kafka.findings, missingTopics: ['waddleperf.channels'] }
  expect(nextStep({ ...WELL, kafka } as System, 'kafka')).toMatch(/which broker is down/)
  expect(nextStep({ ...WELL, kafka: { ...kafka, findings } } as System, 'kafka')).toMatch(
    /services topics/,
  )
  const sink = { ...WELL.sink, state: 'degraded' as const, reason: 'never' }
  expect(nextStep({ ...WELL, sink }, 'sink')).toMatch(/database is slow/)
  expect(nextStep({ ...WELL, sink: { ...sink, findings: null } }, 'sink')).toMatch(
    /^Start results-sink/,
  )
})

test('a node that lost the majority is no matter of its disk', () => {
  const database = { ...WELL.database, state: 'degraded' as const }
  const galera = {
    wsrepClusterStatus: 'non-Primary',
    wsrepReady: 'OFF',
    wsrepClusterSize: 1,
    wsrepLocalState: 'Initialized',
  }
  const lost = {
    ...WELL,
    database: { ...database, findings: { ...database.findings, galera } },
  } as System
  expect(nextStep({ ...WELL, database } as System, 'database')).toMatch(/Make room/)
  expect(nextStep(lost, 'database')).toMatch(/other nodes/)
  expect(factOf(lost, 'database', 'Galera')).toBe('non-Primary, 1 node')
})

test('findings in words', () => {
  expect(factOf(WELL, 'kafka', 'Lacking a copy')).toBe('none')
  expect(factOf(WELL, 'sink', 'Waits to be stored')).toBe('nothing')
  expect(factOf(WELL, 'archive', 'Where')).toBe('nowhere: it is not set up')
  const archive = part({ location: 'dir' as const, totalBytes: 100e9, freeBytes: 4e9 })
  expect(factOf({ ...WELL, archive }, 'archive', 'Its disk')).toMatch(
    /^4\.00\sGB of 100\sGB free \(4\s%\)$/,
  )
})
