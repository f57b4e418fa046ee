import { useId, useState } from 'react'
import type { ProbeState } from '../api/probes'
import { plural } from '../language/plural'
import { msg, t, within } from '../language/text'
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
      <legend className="sr-only">{t('From which probes')}</legend>
      <p aria-hidden="true" className="font-semibold">
        {t('From||which probes')}
      </p>
      {wrong !== undefined && (
        <p id={`${id}-wrong`} className="mt-1 font-medium text-failing">
          {wrong}
        </p>
      )}
      {probes.length === 0 && (
        <p className="mt-1 text-muted">
          {t('There is no probe that you see. The screen Probes lets one join.')}
        </p>
      )}
      {probes.length > FEW && (
        <input
          type="search"
          aria-label={t('Filter probes by name or site')}
          placeholder={t('Filter: probe or site')}
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
                {site === '' ? t('no site') : t('Site {site}', { site })}
              </span>
              <span className="ml-auto font-normal text-muted">{t('all enabled')}</span>
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
          {plural(
            matching.length - shown.length,
            '{n} more probe: filter to see them.',
            '{n} more probes: filter to see them.',
          )}
        </p>
      )}
    </fieldset>
  )
}

const FEW = 8

const STATES = {
  up: { word: msg('Reports||of a probe'), icon: 'healthy', tone: 'text-healthy' },
  silent: { word: msg('Silent||of a probe'), icon: 'stale', tone: 'text-stale' },
  'never-seen': {
    word: msg('Not heard of yet||of a probe'),
    icon: 'unproven',
    tone: 'text-unproven',
  },
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
          {within(enabled ? t(word) : t('Off||of a probe'))}
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
