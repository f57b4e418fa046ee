/**
 * What stands in a form while it is filled in: the text of each field by its place, such as
 * "expect.any" or "expectResponse.headers[0].name". A field that is empty is left out, and has its
 * default then.
 */

import type { Problem } from '../api/client'
import type { SpecProperty, SpecSchema, TestKind } from '../api/kinds'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { read, written } from './quantity'

export type Draft = Readonly<Record<string, string>>
export type Errors = Readonly<Record<string, string>>

/** A property of a schema with its place in the form. */
export interface Field {
  place: string
  name: string
  property: SpecProperty
}

/** The parameters, those that matter most or the others. */
export function fieldsOf(schema: SpecSchema | SpecProperty, more: boolean, within = ''): Field[] {
  return Object.entries(schema.properties ?? {})
    .filter(
      ([, property]) => property.const === undefined && (property['x-more'] ?? false) === more,
    )
    .map(([name, property]) => ({ name, property, place: within + name }))
}

/** The defaults as somebody would write them. */
export function draftOf({ schema }: TestKind): Draft {
  const given = Object.entries(schema.properties).flatMap(([name, property]) =>
    property.default === undefined ? [] : [[name, textOf(property.default, property)]],
  )
  return Object.fromEntries(given) as Draft
}

export function textOf(value: unknown, property: SpecProperty): string {
  return typeof value === 'number' ? written(value, property['x-unit']) : String(value)
}

/** How many parts a list of groups has. */
export const partsOf = (draft: Draft, place: string): number => Number(draft[`${place}#`] ?? 0)

/** The same with one part more, or without the part at an index; those behind it move up. */
export function withPart(draft: Draft, place: string): Draft {
  return { ...draft, [`${place}#`]: String(partsOf(draft, place) + 1) }
}

export function withoutPart(draft: Draft, place: string, index: number): Draft {
  const begin = `${place}[`
  const kept = Object.entries(draft).flatMap(([key, text]) => {
    if (!key.startsWith(begin)) return [[key, text]]
    const end = key.indexOf(']', begin.length)
    const at = Number(key.slice(begin.length, end))
    if (at === index) return []
    return [[`${begin}${at > index ? at - 1 : at}${key.slice(end)}`, text]]
  })
  return { ...Object.fromEntries(kept), [`${place}#`]: String(partsOf(draft, place) - 1) } as Draft
}

/** The parameters that a form says, and what is wrong with it by place. */
export function specOf(kind: TestKind, draft: Draft): { spec: object; errors: Errors } {
  const { values, errors } = valuesIn(kind.schema, draft)
  return { spec: { type: kind.name, ...values }, errors }
}

/** What a form says of any schema, and what is wrong with it by place. */
export function valuesIn(
  schema: SpecSchema | SpecProperty,
  draft: Draft,
): { values: object; errors: Errors } {
  const errors: Record<string, string> = {}
  return { values: objectOf(schema, draft, '', errors) ?? {}, errors }
}

type Errand = Record<string, string>

function objectOf(
  schema: SpecSchema | SpecProperty,
  draft: Draft,
  within: string,
  errors: Errand,
): object | undefined {
  const fields = [...fieldsOf(schema, false, within), ...fieldsOf(schema, true, within)]
  const given = fields.flatMap(({ name, place, property }) => {
    const value = valueOf(property, draft, place, errors)
    return value === undefined ? [] : [[name, value] as const]
  })
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

function valueOf(property: SpecProperty, draft: Draft, place: string, errors: Errand): unknown {
  if (property.type === 'object') return objectOf(property, draft, `${place}.`, errors)
  if (property.type === 'array') return listOf(property, draft, place, errors)
  const text = (draft[place] ?? '').trim()
  if (text === '') return undefined
  const value = scalarOf(property, text)
  if (typeof value !== 'object') return value
  errors[place] = value.wrong
  return undefined
}

/** A list of texts is one field with a line for each; a list of groups has parts. */
function listOf(property: SpecProperty, draft: Draft, place: string, errors: Errand): unknown {
  const items = property.items ?? {}
  if (items.type === 'object') return partsIn(items, draft, place, errors)
  const lines = (draft[place] ?? '').split('\n').filter((line) => line.trim() !== '')
  if (lines.length > (property.maxItems ?? Infinity)) {
    errors[place] = plural(
      property.maxItems ?? 0,
      'must have at most {n} line',
      'must have at most {n} lines',
    )
  }
  for (const line of lines) {
    const value = scalarOf(items, line.trim())
    if (typeof value === 'object') errors[place] = `${value.wrong}: "${line.trim()}"`
  }
  return lines.length === 0 ? undefined : lines.map((line) => line.trim())
}

function partsIn(items: SpecProperty, draft: Draft, place: string, errors: Errand): unknown {
  const parts = Array.from({ length: partsOf(draft, place) }, (_, i) => {
    const part = objectOf(items, draft, `${place}[${i}].`, errors) ?? {}
    for (const name of items.required ?? []) {
      const at = `${place}[${i}].${name}`
      if (!(name in part) && errors[at] === undefined) errors[at] = t('must be given')
    }
    return part
  })
  return parts.length === 0 ? undefined : parts
}

function scalarOf(
  property: SpecProperty,
  text: string,
): string | number | boolean | { wrong: string } {
  switch (property.type) {
    case 'integer':
      return numberOf(property, text)
    case 'boolean':
      return text === 'true'
    default:
      return wrongText(property, text) ?? text
  }
}

function numberOf(property: SpecProperty, text: string): number | { wrong: string } {
  const value = read(text, property['x-unit'])
  if (typeof value === 'object') return value
  const { minimum = -Infinity, maximum = Infinity, multipleOf = 1 } = property
  if (value < minimum || value > maximum)
    return { wrong: t('must be {range}', { range: rangeOf(property) ?? '' }) }
  if (!Number.isInteger(value / multipleOf)) {
    const step = written(multipleOf, property['x-unit'])
    return { wrong: t('must be a multiple of {step}', { step }) }
  }
  return value
}

/** "1 ms to 30 s" */
export function rangeOf({ minimum, maximum, ...property }: SpecProperty): string | undefined {
  if (minimum === undefined || maximum === undefined) return undefined
  const unit = property['x-unit']
  return t('{least} to {most}', { least: written(minimum, unit), most: written(maximum, unit) })
}

function wrongText(property: SpecProperty, text: string): { wrong: string } | undefined {
  const { maxLength = Infinity, pattern, enum: choices } = property
  if (choices !== undefined && !choices.includes(text)) {
    return { wrong: t('must be one of {choices}', { choices: choices.join(', ') }) }
  }
  if (text.length > maxLength)
    return { wrong: t('must have at most {n} characters', { n: maxLength }) }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) {
    return { wrong: t('is not written as it must be') }
  }
  return undefined
}

/** What the server finds wrong, by place in the form; the rest is not of one field. */
export function errorsOf(
  problem: Problem,
  kind: TestKind,
): { errors: Errors; rest: Problem['fields'] } {
  const errors: Record<string, string> = {}
  const rest = problem.fields.filter(({ field, detail }) => {
    const place = placeOf(field, kind)
    if (place === undefined) return true
    errors[place] ??= detail
    return false
  })
  return { errors, rest }
}

/** `checks[0].spec.expect.any[1]` is the field "expect.any"; undefined where there is none. */
function placeOf(field: string, { schema }: TestKind): string | undefined {
  if (field === 'checks[0].name') return NAME
  const path = /^checks\[0\]\.spec\.(.+)$/.exec(field)?.[1]
  if (path === undefined) return undefined
  let at: SpecSchema | SpecProperty | undefined = schema
  let place = ''
  for (const [part, name = '', index = ''] of path.matchAll(/\.?(\w+)(\[\d+\])?/g)) {
    const property: SpecProperty | undefined = at?.properties?.[name]
    if (property === undefined) return undefined
    const group: boolean = property.items?.type === 'object'
    place += group ? part : part.replace(index, '')
    at = group ? property.items : property
  }
  return place
}

/** The place of the series' name, which is no parameter. */
export const NAME = ':name'
