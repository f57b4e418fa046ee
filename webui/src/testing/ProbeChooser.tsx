import { useId, useState } from 'react'
import type { ProbeState } from '../api/probes'
import { counted } from '../format/numbers'
import { StateIcon } from '../ui/icons'
import type { TestSearch } from './search'

const MOST_SHOWN = 200

/** From where: probes by name, or all that a site has enabled. */
export function ProbeChooser(props: {
  search: TestSearch
  probes: ProbeState[]
  wrong: string | undefined
  onChange: (part: Pick<TestSearch, 'site' | 'probe'>) => void
}) {
  const { search, probes, wrong, onChange } = props
  const { site: sites = [], probe: named = [] } = search
  const [q, setQ] = useState('')
  const id = useId()
  const matching = probes.filter(({ probe }) =>
    `${probe.id} ${probe.site}`.toLowerCase().includes(q.toLowerCase().trim()),
  )
  const shown = matching.slice(0, MOST_SHOWN)
  const turned = (list: string[], value: string): string[] =>
    list.includes(value) ? list.filter((one) => one !== value) : [...list, value]
  return (
    <fieldset
      className="card p-3"
      tabIndex={-1}
      {...(wrong !== undefined && { 'data-wrong': '', 'aria-describedby': `${id}-wrong` })}
    >
      <legend className="sr-only">From which probes</legend>
      <p aria-hidden="true" className="font-semibold">
        From
      </p>
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="mt-1 font-medium text-failing">
          {wrong}
        </p>
      )}
      {probes.length === 0 && (
        <p className="mt-1 text-muted">
          There is no probe that you see. The screen Probes lets one join.
        </p>
      )}
      {probes.length > FEW && (
        <input
          type="search"
          aria-label="Filter probes by name or site"
          placeholder="Filter: probe or site"
          spellCheck={false}
          autoComplete="off"
          value={q}
          className="mt-2 h-8 w-full min-w-0 rounded-md border border-edge bg-bg px-2.5
            placeholder:text-muted"
          onChange={(event) => setQ(event.target.value)}
        />
      )}
      <div className="mt-2 max-h-[26rem] space-y-3 overflow-y-auto">
        {bySite(shown).map(([site, group]) => (
          <div key={site}>
            <label className="flex min-h-7 items-center gap-2 font-medium">
              <input
                type="checkbox"
                checked={sites.includes(site)}
                onChange={() => onChange({ site: turned(sites, site), probe: named })}
              />
              <span className="min-w-0 wrap-anywhere">
                {site === '' ? 'no site' : `Site ${site}`}
              </span>
              <span className="ml-auto font-normal text-muted">all enabled</span>
            </label>
            <ul className="ml-5">
              {group.map((one) => (
                <li key={one.probe.id}>
                  <Choice
                    one={one}
                    whole={one.probe.enabled && sites.includes(site)}
                    chosen={named.includes(one.probe.id)}
                    onTurn={() => onChange({ site: sites, probe: turned(named, one.probe.id) })}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {matching.length > shown.length && (
        <p className="mt-2 text-muted">
          {counted(matching.length - shown.length, 'more probe')}: filter to see them.
        </p>
      )}
    </fieldset>
  )
}

const FEW = 8

const STATES = {
  up: { word: 'reports', icon: 'healthy', tone: 'text-healthy' },
  silent: { word: 'silent', icon: 'stale', tone: 'text-stale' },
  'never-seen': { word: 'not heard of yet', icon: 'unproven', tone: 'text-unproven' },
} as const

function Choice(props: { one: ProbeState; whole: boolean; chosen: boolean; onTurn: () => void }) {
  const { one, whole, chosen, onTurn } = props
  const { id, enabled } = one.probe
  const { word, icon, tone } = STATES[one.state]
  return (
    <label className="flex min-h-7 items-center gap-2">
      <input
        type="checkbox"
        checked={whole || chosen}
        disabled={whole || !enabled}
        onChange={onTurn}
      />
      <span className="min-w-0 wrap-anywhere">{id}</span>
      <span className={`ml-auto inline-flex items-center gap-1 ${enabled ? tone : 'text-muted'}`}>
        <StateIcon state={enabled ? icon : 'withheld'} size={14} />
        <span className={`whitespace-nowrap ${one.state === 'up' && enabled ? 'sr-only' : ''}`}>
          {enabled ? word : 'off'}
        </span>
      </span>
    </label>
  )
}

function bySite(probes: readonly ProbeState[]): [site: string, probes: ProbeState[]][] {
  const sites = new Map<string, ProbeState[]>()
  for (const one of probes) {
    sites.set(one.probe.site, [...(sites.get(one.probe.site) ?? []), one])
  }
  return [...sites].sort(([a], [b]) => a.localeCompare(b))
}
