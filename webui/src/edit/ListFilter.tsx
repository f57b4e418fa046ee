import { FILTER_ID } from '../fleet/keys'

/** The box that narrows a list down; `/` leads to it, Escape empties it. */
export function ListFilter(props: {
  label: string
  q: string | undefined
  onChange: (q: string) => void
}) {
  const { label, q = '', onChange } = props
  return (
    <>
      <label className="sr-only" htmlFor={FILTER_ID}>
        {label}
      </label>
      <input
        id={FILTER_ID}
        type="search"
        value={q}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          onChange('')
          event.currentTarget.blur()
        }}
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
