import { useId } from 'react'
import { t } from '../language/text'

/** The name of a new thing. */
export function NameField(props: {
  value: string
  error: string | undefined
  hint: string
  onChange: (text: string) => void
}) {
  const { value, error, hint, onChange } = props
  const id = useId()
  return (
    <div className="max-w-xl">
      <label htmlFor={id} className="mb-0.5 block font-medium">
        {t('Name')}
      </label>
      <input
        id={id}
        value={value}
        maxLength={128}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint${error === undefined ? '' : ` ${id}-error`}`}
        {...(error !== undefined && { 'aria-invalid': true as const })}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-8 w-full min-w-0 rounded-md border border-edge bg-bg px-2 py-1"
      />
      <p id={`${id}-hint`} className="mt-0.5 text-muted">
        {hint}
      </p>
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="mt-0.5 font-medium text-failing">
          {t('Name')} {error}
        </p>
      )}
    </div>
  )
}
