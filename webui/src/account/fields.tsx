import { useId } from 'react'

/** A labelled field of a form. */
export function Field(props: {
  label: string
  name: string
  type?: string
  autoComplete?: string
  required?: boolean
  minLength?: number
  autoFocus?: boolean
  hint?: string
  defaultValue?: string
}) {
  const { label, hint, required = true, ...input } = props
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        required={required}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        {...input}
        className="mt-1 block h-9 w-full rounded-md border border-edge bg-bg px-2"
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}

/** The values of a form by the names of its fields. */
export function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  )
}
