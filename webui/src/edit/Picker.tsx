import { useId, useMemo, useState } from 'react'
import { count } from '../format/numbers'
import { plural } from '../language/plural'
import { t, within } from '../language/text'

/** Something that can be picked, and what tells it from others. */
export interface Pick {
  id: string
  hint: string
}

const MOST = 100

/** Picks some of many; a filter narrows them down. */
export function Picker(props: {
  /** What they are, in the plural. */
  what: string
  all: readonly Pick[]
  chosen: readonly string[]
  error: string | undefined
  onChange: (chosen: string[]) => void
}) {
  const { what, all, chosen, error, onChange } = props
  const [q, setQ] = useState('')
  const id = useId()
  const found = useMemo(() => matching(all, chosen, q), [all, chosen, q])
  const toggle = (one: string): void =>
    onChange(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one])
  return (
    <div
      role="group"
      aria-label={what}
      {...(error !== undefined && { 'aria-describedby': `${id}-error` })}
      className="max-w-xl rounded-md border border-line"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line p-2">
        <input
          type="search"
          value={q}
          aria-label={t('Filter {what}', { what: within(what) })}
          placeholder={t('Filter by name')}
          autoComplete="off"
          spellCheck={false}
          {...(error !== undefined && { 'aria-invalid': true as const })}
          onChange={(event) => setQ(event.target.value)}
          className="h-8 min-w-0 flex-1 rounded-md border border-edge bg-bg px-2
            placeholder:text-muted"
        />
        <span role="status" className="text-muted">
          {t('{n} of {all} chosen', { n: count(chosen.length), all: count(all.length) })}
        </span>
      </div>
      <ul className="max-h-56 overflow-y-auto p-1">
        {found.slice(0, MOST).map((one) => (
          <li key={one.id}>
            <label className="flex min-h-7 items-center gap-2 rounded px-2 hover:bg-raised">
              <input
                type="checkbox"
                checked={chosen.includes(one.id)}
                onChange={() => toggle(one.id)}
                className="size-4 shrink-0 accent-accent"
              />
              <span className="wrap-anywhere">{one.id}</span>
              <span className="ml-auto truncate text-muted">{one.hint}</span>
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="px-3 pb-3 text-muted">{t('None is called so.')}</p>}
      {found.length > MOST && (
        <p className="px-3 pb-2 text-muted">
          {plural(
            found.length - MOST,
            '{n} more: filter to find them.',
            '{n} more: filter to find them.',
          )}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="px-3 pb-2 font-medium text-failing">
          {what} {error}
        </p>
      )}
    </div>
  )
}

/** Those in which each word occurs; what is chosen and not there any more comes first. */
function matching(all: readonly Pick[], chosen: readonly string[], q: string): Pick[] {
  const known = new Set(all.map(({ id }) => id))
  const gone = chosen
    .filter((id) => !known.has(id))
    .map((id) => ({ id, hint: t('not there any more') }))
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return [...gone, ...all].filter(({ id, hint }) => {
    const text = `${id} ${hint}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
