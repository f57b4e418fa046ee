import { useId } from 'react'
import { SchemaFields } from '../form/SchemaFields'
import { type Errors, fieldsOf } from '../form/draft'
import { t } from '../language/text'
import { type ChannelForm, withType } from './draft'
import { DESTINATIONS } from './schema'
import { TYPES, type Type } from './words'

const CHOICES = (Object.keys(TYPES) as Type[]).filter((type) => type !== 'unknown')

/** Where a channel leads: its kind, and what that needs. */
export function DestinationFields(props: {
  form: ChannelForm
  errors: Errors
  onChange: (form: ChannelForm) => void
}) {
  const { form, errors, onChange } = props
  const id = useId()
  return (
    <fieldset className="space-y-3">
      <legend className="font-medium">{t('Where to?')}</legend>
      <p className="max-w-prose text-muted">
        {t(
          'Secrets stand nowhere here: a field says where the notifier finds one. env:NOTIFY_OPS is a variable of its process, file:ops a file of its folder of secrets.',
        )}
      </p>
      <div>
        <label htmlFor={id} className="mb-0.5 block font-medium">
          {t('Kind')}
        </label>
        <select
          id={id}
          value={form.type}
          onChange={(event) => onChange(withType(form, event.target.value as Type))}
          className="min-h-8 rounded-md border border-edge bg-bg px-2 py-1"
        >
          {CHOICES.map((type) => (
            <option key={type} value={type}>
              {t(TYPES[type])}
            </option>
          ))}
        </select>
      </div>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <SchemaFields
          fields={fieldsOf(DESTINATIONS[form.type], false)}
          form={{
            draft: form.draft,
            errors,
            onChange: (draft) => onChange({ ...form, draft }),
          }}
        />
      </div>
    </fieldset>
  )
}
