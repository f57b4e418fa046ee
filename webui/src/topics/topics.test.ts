import { describe, expect, test } from 'vitest'
import type { Schema, Topic } from '../api/topics'
import { fieldLines } from './fields'
import { matching, topicSearch, topicsSearch } from './search'
import { followLines, keptWords, lagWords, lagsOf, rateWords, recordText } from './words'

/** All schemas that the server sends. */
const CATALOGUE = import.meta.glob<string>(
  '../../../contracts/src/main/resources/io/waddleperf/contracts/catalogue/schemas/*.json',
  { query: '?raw', import: 'default', eager: true },
)
const SCHEMAS = new Map(
  Object.entries(CATALOGUE).map(([path, text]) => [
    path.slice(path.lastIndexOf('/') + 1),
    JSON.parse(text) as Schema,
  ]),
)

function schema(name: string): Schema {
  const found = SCHEMAS.get(name)
  if (!found) throw new Error(`no schema ${name}`)
  return found
}

const lines = (name: string, ...open: string[]) => fieldLines(schema(name), new Set(open))
const line = (name: string, key: string, ...open: string[]) =>
  lines(name, ...open).find((one) => one.key === key)
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

const TOPIC: Topic = {
  name: 'waddleperf.results',
  description: 'How each command ended',
  audience: 'public',
  key: 'probe id',
  cleanup: 'delete',
  retentionUs: 604_800_000_000,
  writers: ['probe-worker'],
  readers: ['results-sink'],
  contentType: 'application/json',
  events: [],
  partitions: 4,
  recordsPerSecond: 10,
  groups: [
    { group: 'fast', records: 0 },
    { group: 'slow', records: 9_120 },
  ],
}

describe('the fields of a record', () => {
  test('tell type, unit and meaning', () => {
    expect(line('result.v1.json', 'durationUs')).toMatchObject({
      type: 'integer',
      unit: 'µs',
      always: true,
      opens: false,
    })
    expect(line('result.v1.json', 'startedAt')).toMatchObject({
      type: 'time',
      unit: 'RFC 3339, UTC',
      means: "by the probe's clock",
    })
    expect(line('result.v1.json', 'samples')).toMatchObject({ always: false, opens: true })
    const kind = line('result.v1.json', 'test')
    expect(kind?.type).toBe('word')
    expect(kind?.values).toContain('ping')
    expect(line('rollup.v1.json', 'received')?.unit).toBeUndefined()
  })

  test('open to what is inside, and a choice to its forms', () => {
    expect(lines('result.v1.json').some(({ depth }) => depth > 0)).toBe(false)
    const forms = lines('result.v1.json', 'outcome').filter(({ form }) => form)
    expect(forms.map(({ name }) => name)).toEqual([
      'measured',
      'failed',
      'timed-out',
      'refused',
      'unsupported',
      'unknown',
    ])
    expect(forms.map(({ opens }) => opens)).toEqual([false, true, true, true, true, false])
    const after = line(
      'result.v1.json',
      'outcome.timed-out.afterUs',
      'outcome',
      'outcome.timed-out',
    )
    expect(after).toMatchObject({ depth: 2, unit: 'µs', always: true })
    expect(line('result.v1.json', 'metrics.lossRatio', 'metrics')?.unit).toBe('0 to 1')
    expect(line('result.v1.json', 'metrics.bitsPerSecond', 'metrics')?.unit).toBe('bit/s')
    expect(line('result.v1.json', 'metrics.*', 'metrics')?.name).toBe('any name')
    expect(line('incident.v1.json', 'members')?.type).toMatch(/^list of /)
    expect(line('incident.v1.json', 'members')?.opens).toBe(true)
  })

  test('each event has lines that differ, and every one that opens has something inside', () => {
    expect(SCHEMAS.size).toBeGreaterThan(20)
    for (const name of SCHEMAS.keys()) {
      const open = new Set<string>()
      let found = fieldLines(schema(name), open)
      for (let depth = 0; depth < 4; depth++) {
        found.filter(({ opens }) => opens).forEach(({ key }) => open.add(key))
        found = fieldLines(schema(name), open)
      }
      expect(found.length, name).toBeGreaterThan(0)
      expect(new Set(found.map(({ key }) => key)).size, name).toBe(found.length)
      for (const { key, opens, type } of found) {
        expect(type, `${name} ${key}`).not.toMatch(/undefined|any$/)
        if (!opens || !open.has(key)) continue
        expect(
          found.some((one) => one.key.startsWith(`${key}.`)),
          `${name} ${key}`,
        ).toBe(true)
      }
    }
  })
})

describe('a topic in words', () => {
  test('says how long a record stays', () => {
    expect(plain(keptWords(TOPIC))).toBe('7 d')
    expect(keptWords({ ...TOPIC, cleanup: 'compact', retentionUs: null })).toBe(
      'the newest of each key',
    )
    expect(plain(keptWords({ ...TOPIC, cleanup: 'compact,delete' }))).toBe(
      'the newest of each key, 7 d',
    )
  })

  test('says rates without hiding small ones', () => {
    expect([0, 0.001, 0.25, 12.54, 1_234].map((rate) => plain(rateWords(rate)))).toEqual([
      '0',
      '< 0.01',
      '0.25',
      '12.5',
      '1 234',
    ])
  })

  test('puts the group first that is furthest behind, and says for how long by the rate', () => {
    const [slow, fast] = lagsOf(TOPIC) ?? []
    expect(slow).toMatchObject({ group: 'slow', late: true })
    expect(slow && plain(lagWords(slow))).toBe('9 120 records, some 15 min')
    expect(fast && lagWords(fast)).toBe('nothing')
    expect(lagsOf({ ...TOPIC, groups: null })).toBeUndefined()
  })

  test('takes a few marks of transactions on a quiet topic for no delay', () => {
    const quiet = { ...TOPIC, recordsPerSecond: 0.01, groups: [{ group: 'g', records: 8 }] }
    expect(lagsOf(quiet)).toEqual([{ group: 'g', records: 8, late: false }])
    expect(lagsOf({ ...quiet, recordsPerSecond: null })?.[0]?.late).toBe(false)
  })

  test('gives lines that follow it, by an account only where one is asked for', () => {
    const open = followLines('waddleperf.results', 'loopback-open')
    expect(open.split('\n')).toHaveLength(1)
    expect(open).toContain('-t waddleperf.results')
    const closed = followLines('waddleperf.results', 'required')
    expect(closed).toContain('sasl.password=$KAFKA_SASL_PASSWORD')
    expect(closed.split('\n')[1]).not.toMatch(/password/i)
  })

  test('shows a record without what is absent', () => {
    expect(recordText({ a: 1, b: null, c: { d: null } })).toBe('{\n  "a": 1,\n  "c": {}\n}')
  })
})

describe('the URL of topics', () => {
  test('keeps what the pages understand', () => {
    expect(topicsSearch({ q: 7, x: 1 })).toEqual({ q: '7' })
    expect(topicsSearch({ q: '' })).toEqual({})
    expect(topicSearch({ open: 'outcome' })).toEqual({ open: ['outcome'] })
    expect(topicSearch({ open: ['a', 'a', 7] })).toEqual({ open: ['a', '7'] })
    expect(topicSearch({})).toEqual({})
  })

  test('the filter looks at names, readers and groups', () => {
    expect(matching([TOPIC], 'RESULTS slow')).toHaveLength(1)
    expect(matching([TOPIC], 'probe-worker')).toHaveLength(1)
    expect(matching([{ ...TOPIC, groups: null }], 'slow')).toHaveLength(0)
  })
})
