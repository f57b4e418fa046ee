import { count } from '../format/numbers'
import { ListFilter } from '../ui/ListFilter'
import { Views } from './Views'
import { FACETS, type FleetSearch, GROUPS, fleetSearch } from './search'

/** The filter box, how rows are gathered, and the views; on a small screen also what opens facets. */
export function FilterBar(props: {
  search: FleetSearch
  onChange: (search: FleetSearch) => void
  facetsOpen: boolean
  onFacets: () => void
}) {
  const { search, onChange, facetsOpen, onFacets } = props
  const change = (part: Record<string, unknown>): void =>
    onChange(fleetSearch({ ...search, ...part }))
  const chosen = FACETS.reduce((sum, facet) => sum + (search[facet]?.length ?? 0), 0)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ListFilter
        label="Filter by probe, target, address, site, label, check or reason"
        hint="Filter: probe, target, site, label or reason"
        q={search.q}
        onChange={(q) => change({ q })}
      />
      <button
        type="button"
        className="button"
        aria-pressed={search.unhealthy === true}
        onClick={() => change({ unhealthy: search.unhealthy ? undefined : true })}
      >
        Only unhealthy
      </button>
      <label className="flex items-center gap-1.5">
        <span className="text-muted max-sm:sr-only">Group by</span>
        <select
          value={search.group ?? ''}
          aria-label="Group by"
          onChange={(event) => change({ group: event.target.value })}
          className="h-8 rounded-md border border-edge bg-panel px-2"
        >
          <option value="">no group</option>
          {GROUPS.map((group) => (
            <option key={group} value={group}>
              {group}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button lg:hidden!"
        aria-expanded={facetsOpen}
        aria-controls="facets"
        onClick={onFacets}
      >
        Facets{chosen > 0 && ` (${count(chosen)})`}
      </button>
      <Views search={search} onChange={onChange} />
    </div>
  )
}
