import { type ReactNode, useId } from 'react'

/** A choice of few, each in words. */
export function Choice<T extends string>(props: {
  legend: string
  chosen: T
  options: readonly (readonly [value: T, words: string])[]
  onChoose: (value: T) => void
  hint?: string
  children?: ReactNode
}) {
  const { legend, chosen, options, onChoose, hint, children } = props
  const id = useId()
  return (
    <fieldset className="space-y-2">
      <legend className="font-medium">{legend}</legend>
      {hint !== undefined && <p className="text-muted">{hint}</p>}
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map(([value, words]) => (
          <label key={value} className="flex min-h-6 items-center gap-2">
            <input
              type="radio"
              name={id}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
              className="size-4 accent-accent"
            />
            {words}
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  )
}
