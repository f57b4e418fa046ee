import { FILTER_ID } from '../fleet/keys'
import { useTyped } from './useTyped'

/** The box that narrows a list down; `/` leads to it, Escape empties it. */
export function ListFilter(props: {
  label: string
  /** Where the label is too long to stand in the box. */
  hint?: string
  q: string | undefined
  onChange: (q: string) => void
}) {
  const { label, hint = label, q = '', onChange } = props
  const { value, write, around } = useTyped(q, onChange)
  return (
    <>
      <label className="sr-only" htmlFor={FILTER_ID}>
        {label}
      </label>
      <input
        id={FILTER_ID}
        type="search"
        value={value}
        placeholder={hint}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          write('')
          event.currentTarget.blur()
        }}
        {...around}
        className="h-8 min-w-0 flex-1 basis-full rounded-md border border-edge bg-panel px-2.5
          placeholder:text-muted sm:max-w-md sm:basis-0"
      />
    </>
  )
}

/** Whether each word of `q` occurs. */
export function has(text: string, q: string | undefined): boolean {
  const lower = text.toLowerCase()
  return (q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}
