import { count } from '../format/numbers'
import { type Message, msg, t } from '../language/text'
import { ListFilter } from '../ui/ListFilter'
import { Views } from './Views'
import { FACETS, type FleetSearch, GROUPS, type Group, fleetSearch } from './search'

const GROUP_NAMES: Record<Group, Message> = {
  site: msg('site'),
  target: msg('target'),
  probe: msg('probe'),
}

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
        label={t('Filter by probe, target, address, site, label, check or reason')}
        hint={t('Filter: probe, target, site, label or reason')}
        q={search.q}
        onChange={(q) => change({ q })}
      />
      <button
        type="button"
        className="button"
        aria-pressed={search.unhealthy === true}
        onClick={() => change({ unhealthy: search.unhealthy ? undefined : true })}
      >
        {t('Only unhealthy')}
      </button>
      <label className="flex items-center gap-1.5">
        <span className="text-muted max-sm:sr-only">{t('Group by')}</span>
        <select
          value={search.group ?? ''}
          aria-label={t('Group by')}
          onChange={(event) => change({ group: event.target.value })}
          className="h-8 rounded-md border border-edge bg-panel px-2"
        >
          <option value="">{t('no group')}</option>
          {GROUPS.map((group) => (
            <option key={group} value={group}>
              {t(GROUP_NAMES[group])}
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
        {t('Facets')}
        {chosen > 0 && ` (${count(chosen)})`}
      </button>
      <Views search={search} onChange={onChange} />
    </div>
  )
}
