import type { Schema } from '../api/topics'

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
  return [...lines, ...lineAndInside('any name', other, walk, { key, depth, always: false })]
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
    type: 'form',
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

const FORMATS: Record<string, string> = { 'date-time': 'time', uuid: 'UUID' }

function typeWord(schema: Schema, walk: Walk): string {
  const { type, format, oneOf, enum: words, items, additionalProperties } = schema
  if (items) return `list of ${typeWord(walk.seen(items), walk)}`
  if (oneOf) return `one of ${oneOf.length} forms`
  if (words) return 'word'
  if (additionalProperties) return `${typeWord(walk.seen(additionalProperties), walk)} by name`
  return FORMATS[format ?? ''] ?? type ?? 'any'
}

/** The ends of names, as the glossary has them. */
const UNITS: [end: RegExp, unit: string][] = [
  [/(^u|U)s$/, 'µs'],
  [/Ms$/, 'ms'],
  [/(Seconds|[a-z]S)$/, 's'],
  [/Ratio$/, '0 to 1'],
  [/([bB]its|B)(PerSecond|ps)$/, 'bit/s'],
  [/PerSecond$/, '/s'],
  [/(^b|B)ytes$/, 'bytes'],
  [/Mib$/, 'MiB'],
  [/Days$/, 'days'],
]

function unitOf(name: string, { type, format, items }: Schema): string | undefined {
  if (format === 'date-time') return 'RFC 3339, UTC'
  if (![type, items?.type].some((one) => one === 'integer' || one === 'number')) return undefined
  return UNITS.find(([end]) => end.test(name))?.[1]
}
