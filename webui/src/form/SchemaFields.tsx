import { useId } from 'react'
import { rich } from '../language/rich'
import { served, t } from '../language/text'
import {
  type Draft,
  type Errors,
  type Field,
  fieldsOf,
  partsOf,
  rangeOf,
  withPart,
  withoutPart,
} from './draft'
import type { SpecProperty } from '../api/kinds'

/** What fields show and tell. */
export interface Form {
  draft: Draft
  errors: Errors
  onChange: (draft: Draft) => void
}

/** The fields of a schema, each by its type. */
export function SchemaFields({ fields, form }: { fields: Field[]; form: Form }) {
  return fields.map((field) => <SchemaField key={field.place} field={field} form={form} />)
}

function SchemaField({ field, form }: { field: Field; form: Form }) {
  const { type, items } = field.property
  if (type === 'object') return <GroupField field={field} form={form} />
  if (type === 'array' && items?.type === 'object') return <PartsField field={field} form={form} />
  return <InputField field={field} form={form} />
}

const INPUT = 'w-full min-w-0 rounded-md border border-edge bg-bg px-2 py-1 min-h-8'

/** A label, its input, what it means, and what is wrong with it. */
function InputField({ field: { place, property }, form }: { field: Field; form: Form }) {
  const id = useId()
  const title = served(property.title ?? '')
  const error = form.errors[place]
  const given = {
    id,
    value: form.draft[place] ?? '',
    'aria-describedby': `${id}-help${error === undefined ? '' : ` ${id}-error`}`,
    ...(error !== undefined && { 'aria-invalid': true as const }),
  }
  const onChange = (text: string): void => form.onChange({ ...form.draft, [place]: text })
  return (
    <div className={property.type === 'array' ? 'sm:col-span-2' : ''}>
      <label htmlFor={id} className="mb-0.5 block font-medium">
        {title}
      </label>
      <Input property={property} given={given} onChange={onChange} />
      <p id={`${id}-help`} className="mt-0.5 text-muted">
        {helpOf(property)}
      </p>
      {error !== undefined && (
        <p id={`${id}-error`} className="mt-0.5 font-medium text-failing">
          {title} {error}
        </p>
      )}
    </div>
  )
}

function Input(props: {
  property: SpecProperty
  given: { id: string; value: string; 'aria-describedby': string }
  onChange: (text: string) => void
}) {
  const { property, given, onChange } = props
  const choices = choicesOf(property)
  if (choices !== undefined) {
    return (
      <select {...given} className={INPUT} onChange={(event) => onChange(event.target.value)}>
        {property.default === undefined && <option value="">{t('as usual')}</option>}
        {choices.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    )
  }
  if (property.type === 'array') {
    return (
      <textarea
        {...given}
        rows={2}
        className={INPUT}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  }
  return (
    <input
      {...given}
      type="text"
      autoComplete="off"
      spellCheck={false}
      className={INPUT}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function choicesOf(property: SpecProperty): (readonly [string, string])[] | undefined {
  if (property.type === 'boolean') {
    return [
      ['true', t('yes')],
      ['false', t('no')],
    ]
  }
  return property.enum?.map((value) => [value, value] as const)
}

function helpOf(property: SpecProperty): string {
  const range = rangeOf(property)
  return [
    served(property.description ?? ''),
    range && `${range[0]?.toUpperCase()}${range.slice(1)}.`,
    property.type === 'array' && t('One a line.'),
    property['x-secret-name'] && t('The secret itself stays with the probe: never type it here.'),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Parameters that are given together. */
function GroupField({ field: { place, property }, form }: { field: Field; form: Form }) {
  const within = `${place}.`
  return (
    <fieldset className="rounded-md border border-line p-3 sm:col-span-2">
      <legend className="px-1 font-medium">{served(property.title ?? '')}</legend>
      <p className="mb-2 text-muted">{served(property.description ?? '')}</p>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <SchemaFields fields={fieldsOf(property, false, within)} form={form} />
      </div>
    </fieldset>
  )
}

/** A list whose parts have fields of their own. */
function PartsField({ field: { place, property }, form }: { field: Field; form: Form }) {
  const { draft, onChange } = form
  const items = property.items ?? {}
  const title = served(property.title ?? '')
  return (
    <fieldset className="rounded-md border border-line p-3 sm:col-span-2">
      <legend className="px-1 font-medium">{title}</legend>
      <p className="mb-2 text-muted">{served(property.description ?? '')}</p>
      {Array.from({ length: partsOf(draft, place) }, (_, i) => (
        <div
          key={i}
          role="group"
          aria-label={`${title} ${i + 1}`}
          className="mb-3 grid gap-x-4 gap-y-3 border-l-2 border-line pl-3 sm:grid-cols-2"
        >
          <SchemaFields fields={fieldsOf(items, false, `${place}[${i}].`)} form={form} />
          <button
            type="button"
            className="button w-fit self-end"
            onClick={() => onChange(withoutPart(draft, place, i))}
          >
            {t('Remove')}
            <span className="sr-only">
              {' '}
              {title} {i + 1}
            </span>
          </button>
        </div>
      ))}
      {partsOf(draft, place) < (property.maxItems ?? Infinity) && (
        <button type="button" className="button" onClick={() => onChange(withPart(draft, place))}>
          {rich('Add one<more> to {list}</more>', {
            more: (text) => <span className="sr-only">{text}</span>,
            list: title,
          })}
        </button>
      )}
    </fieldset>
  )
}
