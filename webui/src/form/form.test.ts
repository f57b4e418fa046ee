import { describe, expect, test } from 'vitest'
import golden from '../../../query-api/src/test/resources/golden/test-kinds.json?raw'
import { Problem } from '../api/client'
import type { SpecProperty, TestKind } from '../api/kinds'
import { NAME, draftOf, errorsOf, fieldsOf, partsOf, specOf, withPart, withoutPart } from './draft'
import { read, written } from './quantity'

/** What the server sends: its golden file. */
const KINDS = JSON.parse(golden) as TestKind[]

function kind(name: string): TestKind {
  const found = KINDS.find((one) => one.name === name)
  if (!found) throw new Error(`no kind ${name}`)
  return found
}

describe('quantities', () => {
  test.each([
    [20_000, 'µs', '20 ms'],
    [1_500_000, 'µs', '1500 ms'],
    [500, 'µs', '500 µs'],
    [120_000_000, 'µs', '2 min'],
    [1_048_576, 'bytes', '1 MiB'],
    [1_400, 'bytes', '1400 bytes'],
    [8_000, 'bit/s', '8 kbit/s'],
    [0, 'µs', '0 µs'],
    [7, undefined, '7'],
  ])('writes %d %s as %s, and reads it back', (value, unit, text) => {
    expect(written(value, unit)).toBe(text)
    expect(read(text, unit)).toBe(value)
  })

  test('reads what people write', () => {
    expect(read('1,5 s', 'µs')).toBe(1_500_000)
    expect(read('20ms', 'µs')).toBe(20_000)
    expect(read('10 mbit/s', 'bit/s')).toBe(10_000_000)
    expect(read('4096', 'bytes')).toBe(4_096)
    expect(read('0.1 s', 'µs')).toBe(100_000)
  })

  test.each([
    ['20', 'µs', 'needs a unit'],
    ['soon', 'µs', 'must be a number'],
    ['20 parsec', 'µs', 'must be in'],
    ['1e3', undefined, 'without'],
    ['', undefined, 'must be a number'],
  ])('says what is wrong with "%s" %s', (text, unit, wrong) => {
    expect(read(text, unit)).toMatchObject({ wrong: expect.stringContaining(wrong) as string })
  })
})

describe('a form', () => {
  test.each(KINDS)('of $name says its defaults, untouched', (kind) => {
    const { spec, errors } = specOf(kind, draftOf(kind))
    expect(errors).toEqual({})
    const defaults = Object.entries(kind.schema.properties).flatMap(([name, property]) =>
      property.default === undefined ? [] : [[name, property.default]],
    )
    expect(spec).toEqual({ type: kind.name, ...Object.fromEntries(defaults) })
  })

  test.each(KINDS)('of $name has every pattern, title and sentence', ({ schema }) => {
    const all = [...fieldsOf(schema, false), ...fieldsOf(schema, true)]
    const check = ({ property }: { property: SpecProperty }): void => {
      expect(property.title).toBeTruthy()
      expect(property.description).toBeTruthy()
      for (const one of [property, property.items ?? {}]) {
        if (one.pattern !== undefined) new RegExp(one.pattern, 'u')
        fieldsOf(one, false).forEach(check)
      }
    }
    all.forEach(check)
    expect(fieldsOf(schema, false).length).toBeGreaterThan(0)
  })

  test('leaves out what is empty', () => {
    const ping = kind('ping')
    const draft = { ...draftOf(ping), count: '', payloadBytes: ' 1400 ' }
    expect(specOf(ping, draft).spec).toMatchObject({ payloadBytes: 1_400 })
    expect(specOf(ping, draft).spec).not.toHaveProperty('count')
  })

  test('refuses what the schema does', () => {
    const wrong = { ...draftOf(kind('ping')), count: '0', intervalUs: '20', payloadBytes: '1.5' }
    const { errors } = specOf(kind('ping'), wrong)
    expect(errors['count']).toBe('must be 1 to 1000')
    expect(errors['intervalUs']).toContain('needs a unit')
    expect(errors).toHaveProperty('payloadBytes')
    const odd = { ...draftOf(kind('throughput')), durationUs: '1500 ms' }
    expect(specOf(kind('throughput'), odd).errors['durationUs']).toBe('must be a multiple of 1 s')
    const secret = { ...draftOf(kind('ssh')), user: 'root', secret: '-----BEGIN KEY' }
    expect(specOf(kind('ssh'), secret).errors).toHaveProperty('secret')
  })

  test('has lists of texts and of groups', () => {
    const http = kind('http')
    let draft = draftOf(http)
    draft = withPart(withPart(draft, 'expectResponse.headers'), 'expectResponse.headers')
    draft = {
      ...draft,
      'expectResponse.status': '200\n3xx\n',
      'expectResponse.headers[0].value': 'lonely',
      'expectResponse.headers[1].name': 'server',
    }
    expect(specOf(http, draft).errors).toEqual({
      'expectResponse.headers[0].name': 'must be given',
    })
    draft = withoutPart(draft, 'expectResponse.headers', 0)
    expect(partsOf(draft, 'expectResponse.headers')).toBe(1)
    expect(specOf(http, draft)).toMatchObject({
      errors: {},
      spec: { expectResponse: { status: ['200', '3xx'], headers: [{ name: 'server' }] } },
    })
    const wrong = { ...draft, 'expectResponse.status': '200\n9xx' }
    expect(specOf(http, wrong).errors['expectResponse.status']).toContain('9xx')
  })

  test('shows what the server refuses where it belongs', () => {
    const fields = [
      { field: 'checks[0].spec.expectResponse.status[1]', detail: 'a' },
      { field: 'checks[0].spec.expectResponse.headers[2].name', detail: 'b' },
      { field: 'checks[0].name', detail: 'c' },
      { field: 'checks[0].spec', detail: 'd' },
      { field: 'target', detail: 'e' },
      { field: 'checks[0].spec.nothing', detail: 'f' },
    ]
    const problem = new Problem('The request is not valid', '', 400, 'bad-request', fields)
    const { errors, rest } = errorsOf(problem, kind('http'))
    expect(errors).toEqual({
      'expectResponse.status': 'a',
      'expectResponse.headers[2].name': 'b',
      [NAME]: 'c',
    })
    expect(rest.map(({ detail }) => detail)).toEqual(['d', 'e', 'f'])
  })
})
