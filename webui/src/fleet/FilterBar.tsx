import { FILTER_ID } from './keys'
import type { FleetSearch } from './search'

/** The filter box and the toggle for what needs attention. */
export function FilterBar(props: { search: FleetSearch; onChange: (search: FleetSearch) => void }) {
  const { search, onChange } = props
  const { unhealthy, ...rest } = search
  const filter = (q: string): void => {
    const { q: _before, ...others } = search
    onChange(q === '' ? others : { ...others, q })
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label className="sr-only" htmlFor={FILTER_ID}>
        Filter by probe, target, address, check or reason
      </label>
      <input
        id={FILTER_ID}
        type="search"
        value={search.q ?? ''}
        placeholder="Filter: probe, target, check or reason"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => filter(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          filter('')
          event.currentTarget.blur()
        }}
        className="h-8 min-w-0 flex-1 rounded-md border border-edge bg-panel px-2.5
          placeholder:text-muted sm:max-w-md"
      />
      <button
        type="button"
        className="button"
        aria-pressed={unhealthy === true}
        onClick={() => onChange(unhealthy ? rest : { ...rest, unhealthy: true })}
      >
        Only unhealthy
      </button>
    </div>
  )
}
