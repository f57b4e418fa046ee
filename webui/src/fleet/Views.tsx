import { Link } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useMe } from '../account/me'
import { count } from '../format/numbers'
import { t } from '../language/text'
import type { FleetSearch } from './search'
import {
  OFFERED,
  type SavedView,
  keepViews,
  sameSearch,
  savedViews,
  viewName,
  withView,
} from './views'

/** Searches by name: some that are offered, and those that somebody kept at this machine. */
export function Views(props: { search: FleetSearch; onChange: (search: FleetSearch) => void }) {
  const { search, onChange } = props
  const account = useMe().name
  const [views, setViews] = useState(() => savedViews(localStorage, account))
  const [kept, setKept] = useState(true)
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => closeOutside(details.current), [])
  const current = [...OFFERED, ...views].find((view) => sameSearch(view.search, search))
  const become = (next: SavedView[]): void => {
    setViews(next)
    setKept(keepViews(localStorage, account, next))
  }
  const choose = (view: SavedView): void => {
    onChange(view.search)
    if (details.current) details.current.open = false
  }
  return (
    <details
      ref={details}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !details.current?.open) return
        details.current.open = false
        details.current.querySelector('summary')?.focus()
      }}
    >
      <summary className="button list-none [&::-webkit-details-marker]:hidden">
        <span className="max-w-40 truncate">{current ? viewName(current) : t('Views')}</span>
        <span aria-hidden="true">▾</span>
      </summary>
      <div className="card absolute right-0 z-10 mt-1 w-72 max-w-[calc(100vw-2rem)] p-2 shadow-lg">
        <ul aria-label={t('Views')}>
          {OFFERED.map((view) => (
            <li key={view.name}>
              <Choice view={view} current={view === current} onChoose={choose} />
            </li>
          ))}
          {views.map((view) => (
            <li key={`own ${view.name}`} className="flex items-center gap-1">
              <Choice view={view} current={view === current} onChoose={choose} />
              <button
                type="button"
                className="button"
                aria-label={t('Forget {name}', { name: view.name })}
                onClick={() => become(views.filter((other) => other !== view))}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
        <SaveForm onSave={(name) => become(withView(views, { name, search }))} />
        <Wall search={search} views={views} />
        {!kept && (
          <p role="alert" className="mt-2 text-breaching">
            {t(
              'This browser keeps nothing for the next time. The address has the view: bookmark it.',
            )}
          </p>
        )}
      </div>
    </details>
  )
}

function Choice(props: { view: SavedView; current: boolean; onChoose: (view: SavedView) => void }) {
  const { view, current, onChoose } = props
  return (
    <button
      type="button"
      aria-current={current}
      className="flex min-h-8 w-full min-w-0 items-center gap-2 rounded px-2 text-left
        hover:bg-raised"
      onClick={() => onChoose(view)}
    >
      <span aria-hidden="true" className="w-3 text-accent">
        {current ? '✓' : ''}
      </span>
      <span className="truncate">{viewName(view)}</span>
    </button>
  )
}

/** The ways to a screen that hangs on a wall: with what is shown, or with all views in turn. */
function Wall({ search, views }: { search: FleetSearch; views: SavedView[] }) {
  const names = views.map(({ name }) => name)
  return (
    <p className="mt-2 flex flex-wrap gap-2 border-t border-line pt-2">
      <Link to="/" search={{ ...search, kiosk: true }} className="button">
        {t('On a wall')}
      </Link>
      {names.length > 1 && (
        <Link to="/" search={{ kiosk: true, views: names }} className="button">
          {t('My {n} views in turn', { n: count(names.length) })}
        </Link>
      )}
    </p>
  )
}

function SaveForm({ onSave }: { onSave: (name: string) => void }) {
  const [name, setName] = useState('')
  const save = (event: FormEvent): void => {
    event.preventDefault()
    onSave(name)
    setName('')
  }
  return (
    <form onSubmit={save} className="mt-2 flex gap-2 border-t border-line pt-2">
      <input
        value={name}
        required
        maxLength={60}
        aria-label={t('Name of the view that is shown')}
        placeholder={t('Name what is shown')}
        onChange={(event) => setName(event.target.value)}
        className="h-8 min-w-0 flex-1 rounded-md border border-edge bg-panel px-2
          placeholder:text-muted"
      />
      <button type="submit" className="button">
        {t('Save')}
      </button>
    </form>
  )
}

/** A click beside an open list closes it. */
function closeOutside(details: HTMLDetailsElement | null): (() => void) | undefined {
  if (details === null) return undefined
  const close = ({ target }: PointerEvent): void => {
    if (target instanceof Node && !details.contains(target)) details.open = false
  }
  document.addEventListener('pointerdown', close)
  return () => document.removeEventListener('pointerdown', close)
}
