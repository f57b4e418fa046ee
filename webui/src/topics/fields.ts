import type { Schema } from '../api/topics'
import { type Message, msg, t } from '../language/text'

/** A field of a record, or a form that a field can have, as a line of a table. */
export interface FieldLine {
  /** Its place in the record, such as `outcome.failed.detail`. */
  key: string
  name: string
  depth: number
  /** One of several forms, told apart by `type`; else it is a field. */
  form: boolean
  type: string
  /** The unit that the end of the name says; absent where it is none. */
  unit?: string
  /** Whether every record has it, where the field around it is there. */
  always: boolean
  /** In words; code stands in backticks. */
  means: string
  /** Words that it can be; none where it is free. */
  values: string[]
  /** Whether there is something inside. */
  opens: boolean
}

/** The lines of a schema: its fields, and below each that is open those inside. */
export function fieldLines(root: Schema, open: ReadonlySet<string>): FieldLine[] {
  return inside(root, new Walk(root.$defs ?? {}, open), '', 0)
}

class Walk {
  private readonly defs: Record<string, Schema>
  readonly open: ReadonlySet<string>

  constructor(defs: Record<string, Schema>, open: ReadonlySet<string>) {
    this.defs = defs
    this.open = open
  }

  /** What a reference stands for. */
  seen({ $ref, ...own }: Schema): Schema {
    const def = $ref === undefined ? undefined : this.defs[nameOf($ref)]
    if (def === undefined) return own
    const description = [own.description, def.description].filter(Boolean).join('. ')
    return { ...def, ...own, ...(description !== '' && { description }) }
  }
}

const nameOf = (ref: string): string => ref.replace(/^#\/\$defs\//, '')

/** The lines of what is inside of a value. */
function inside(schema: Schema, walk: Walk, place: string, depth: number): FieldLine[] {
  if (schema.oneOf) return schema.oneOf.flatMap((form) => formLines(form, walk, place, depth))
  const { properties = {}, required = [], items, additionalProperties } = schema
  if (items) return inside(walk.seen(items), walk, place, depth)
  const lines = Object.entries(properties)
    // what tells forms apart stands in their line
    .filter(([, field]) => field.const === undefined)
    .flatMap(([name, field]) =>
      lineAndInside(name, walk.seen(field), walk, {
        key: `${place}${name}`,
        depth,
        always: required.includes(name),
      }),
    )
  if (!additionalProperties) return lines
  const other = { ...walk.seen(additionalProperties) }
  const key = `${place}*`
  return [...lines, ...lineAndInside(t('any name'), other, walk, { key, depth, always: false })]
}

type Where = Pick<FieldLine, 'key' | 'depth' | 'always'>

function lineAndInside(name: string, schema: Schema, walk: Walk, where: Where): FieldLine[] {
  const unit = unitOf(name, schema)
  const line: FieldLine = {
    ...where,
    name,
    form: false,
    type: typeWord(schema, walk),
    ...(unit !== undefined && { unit }),
    means: schema.description ?? '',
    values: (schema.items ? walk.seen(schema.items) : schema).enum ?? [],
    opens: opens(schema, walk),
  }
  return [line, ...below(line, schema, walk)]
}

/** One of the forms of a value: its name is the word by which it is known. */
function formLines(form: Schema, walk: Walk, place: string, depth: number): FieldLine[] {
  const schema = walk.seen(form)
  const name = schema.properties?.['type']?.const ?? nameOf(form.$ref ?? '')
  const line: FieldLine = {
    key: `${place}${name}`,
    name,
    depth,
    form: true,
    type: t('form||of a value'),
    always: false,
    means: schema.description ?? '',
    values: [],
    opens: opens(schema, walk),
  }
  return [line, ...below(line, schema, walk)]
}

const below = (line: FieldLine, schema: Schema, walk: Walk): FieldLine[] =>
  line.opens && walk.open.has(line.key) ? inside(schema, walk, `${line.key}.`, line.depth + 1) : []

function opens(schema: Schema, walk: Walk): boolean {
  if (schema.items) return opens(walk.seen(schema.items), walk)
  const { oneOf, properties = {}, additionalProperties } = schema
  const fields = Object.values(properties).filter(({ const: word }) => word === undefined)
  return (
    oneOf !== undefined ||
    fields.length > 0 ||
    (additionalProperties !== undefined && opens(walk.seen(additionalProperties), walk))
  )
}

const FORMATS: Record<string, Message> = { 'date-time': msg('time'), uuid: msg('UUID') }

function typeWord(schema: Schema, walk: Walk): string {
  const { type, format, oneOf, enum: words, items, additionalProperties } = schema
  if (items) return t('list of {type}', { type: typeWord(walk.seen(items), walk) })
  if (oneOf) return t('one of {n} forms', { n: oneOf.length })
  if (words) return t('word')
  if (additionalProperties) {
    return t('{type} by name', { type: typeWord(walk.seen(additionalProperties), walk) })
  }
  const known = FORMATS[format ?? '']
  return known === undefined ? (type ?? t('any')) : t(known)
}

/** The ends of names, as the glossary has them. */
const UNITS: [end: RegExp, unit: Message][] = [
  [/(^u|U)s$/, msg('µs')],
  [/Ms$/, msg('ms')],
  [/(Seconds|[a-z]S)$/, msg('s')],
  [/Ratio$/, msg('0 to 1')],
  [/([bB]its|B)(PerSecond|ps)$/, msg('bit/s')],
  [/PerSecond$/, msg('/s')],
  [/(^b|B)ytes$/, msg('bytes')],
  [/Mib$/, msg('MiB')],
  [/Days$/, msg('days')],
]

function unitOf(name: string, { type, format, items }: Schema): string | undefined {
  if (format === 'date-time') return t('RFC 3339, UTC')
  if (![type, items?.type].some((one) => one === 'integer' || one === 'number')) return undefined
  const unit = UNITS.find(([end]) => end.test(name))?.[1]
  return unit && t(unit)
}
