import type { SpecProperty, SpecSchema } from '../api/kinds'
import { served, within } from '../language/text'
import { type Draft, fieldsOf, textOf } from './draft'

/** A form that says these values: what `valuesIn` reads of it are the same ones. */
export function filled(schema: SpecSchema | SpecProperty, values: object): Draft {
  return Object.fromEntries(entries(schema, values as Record<string, unknown>, ''))
}

function entries(
  schema: SpecSchema | SpecProperty,
  values: Record<string, unknown>,
  within: string,
): [string, string][] {
  const fields = [...fieldsOf(schema, false, within), ...fieldsOf(schema, true, within)]
  return fields.flatMap(({ name, place, property }) => {
    const value = values[name]
    if (value == null) return []
    if (property.type === 'object') return entries(property, value as never, `${place}.`)
    if (property.type === 'array') return listed(property, value as unknown[], place)
    return [[place, textOf(value, property)] as [string, string]]
  })
}

function listed(property: SpecProperty, values: unknown[], place: string): [string, string][] {
  const { items = {} } = property
  if (items.type !== 'object') return values.length === 0 ? [] : [[place, values.join('\n')]]
  const parts = values.flatMap((part, i) => entries(items, part as never, `${place}[${i}].`))
  return [[`${place}#`, String(values.length)], ...parts]
}

/** What differs from the defaults, in words: "packets 50, interval 20 ms". */
export function unusual(schema: SpecSchema | SpecProperty, values: object): string {
  const given = values as Record<string, unknown>
  return Object.entries(schema.properties ?? {})
    .filter(([name, { const: fixed, default: usual }]) => {
      const value = given[name]
      if (fixed !== undefined || value == null) return false
      return JSON.stringify(value) !== JSON.stringify(usual) && !isEmpty(value)
    })
    .map(
      ([name, property]) =>
        `${property.title ? within(served(property.title)) : name} ${said(given[name], property)}`,
    )
    .join(', ')
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

function said(value: unknown, property: SpecProperty): string {
  if (property.type === 'array' && property.items?.type !== 'object') {
    return (value as unknown[]).join(', ')
  }
  return typeof value === 'object'
    ? unusualWithin(value as object, property)
    : textOf(value, property)
}

function unusualWithin(value: object, property: SpecProperty): string {
  if (Array.isArray(value)) {
    return value.map((part) => `(${unusual(property.items ?? {}, part as object)})`).join(', ')
  }
  return `(${unusual(property, value)})`
}
