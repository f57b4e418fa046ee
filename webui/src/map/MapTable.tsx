import { useMemo } from 'react'
import { Link } from '@tanstack/react-router'
import { useMinute } from '../app/clock'
import type { Geo, GeoCountry, GeoSite, Location } from '../api/geo'
import { t } from '../language/text'
import { Changes } from '../ui/Changes'
import { StateBadge } from '../ui/parts'
import { useHeldOrder } from '../ui/useHeldOrder'
import { ROW_LINK } from '../fleet/keys'
import { ArcList } from './ArcList'
import { countryName } from './countries'
import { clockAt, pathWords, probeWords, shareWords, worstFirst } from './words'

/** The map as tables. */
export function MapTable({ geo, by }: { geo: Geo; by: 'country' | undefined }) {
  return (
    <>
      {by === 'country' ? <Countries geo={geo} /> : <Sites geo={geo} />}
      <h2 className="mt-4 font-semibold">{t('Unhealthy paths, the worst first')}</h2>
      <ArcList arcs={geo.arcs} view="" none={t('None between known positions.')} />
    </>
  )
}

function Sites({ geo }: { geo: Geo }) {
  const now = useMinute()
  return (
    <Table
      label={t('Sites, the worst first')}
      heads={[
        t('Site'),
        t('Worst path'),
        t('Paths'),
        t('Unhealthy||paths'),
        t('Probes'),
        t('Local time'),
        t('Position'),
      ]}
      items={geo.sites}
      keyOf={siteOf}
      cells={({ site, location, paths, probes }) => [
        <SitesLink key="site" sites={[site]} words={site} />,
        paths.state === null ? '–' : <StateBadge key="state" state={paths.state} />,
        pathWords(paths),
        shareWords(paths),
        probeWords(probes),
        clockAt(location.timeZone, now) ?? '–',
        positionWords(location),
      ]}
    />
  )
}

function Countries({ geo }: { geo: Geo }) {
  return (
    <Table
      label={t('Countries, the worst first')}
      heads={[
        t('Country'),
        t('Worst path'),
        t('Paths'),
        t('Unhealthy||paths'),
        t('Probes'),
        t('Sites'),
      ]}
      items={geo.countries}
      keyOf={lettersOf}
      cells={({ country, sites, paths, probes }) => [
        <SitesLink key="country" sites={sites} words={countryName(country)} />,
        paths.state === null ? '–' : <StateBadge key="state" state={paths.state} />,
        pathWords(paths),
        shareWords(paths),
        probeWords(probes),
        sites.join(', '),
      ]}
    />
  )
}

const siteOf = ({ site }: GeoSite): string => site
const lettersOf = ({ country }: GeoCountry): string => country

function SitesLink({ sites, words }: { sites: readonly string[]; words: string }) {
  return (
    <Link
      to="/"
      search={{ site: [...sites] }}
      className="inline-flex min-h-6 items-center underline decoration-edge underline-offset-2"
      {...{ [ROW_LINK]: '' }}
    >
      {words}
    </Link>
  )
}

function positionWords({ latitude, longitude, country }: Location): string {
  const at =
    `${Math.abs(latitude).toFixed(2)}° ${latitude < 0 ? 'S' : 'N'}, ` +
    `${Math.abs(longitude).toFixed(2)}° ${longitude < 0 ? 'W' : 'E'}`
  return country === undefined ? at : `${at}, ${country}`
}

/** The worst first, where nobody looks at a row; the first cell of a row is its head. */
function Table<T extends GeoSite | GeoCountry>(props: {
  label: string
  heads: string[]
  items: readonly T[]
  /** Must be stable. */
  keyOf: (item: T) => string
  cells: (item: T) => React.ReactNode[]
}) {
  const { label, heads, items, keyOf, cells } = props
  const worst = useMemo(() => worstFirst(items), [items])
  const order = useHeldOrder(worst, keyOf, label)
  const rows = order.items.map((item) => [keyOf(item), cells(item)] as const)
  return (
    <div {...order.around}>
      {order.changes > 0 && <Changes changes={order.changes} onTake={order.take} />}
      <Rows label={label} heads={heads} rows={rows} />
    </div>
  )
}

function Rows(props: {
  label: string
  heads: string[]
  rows: (readonly [key: string, cells: React.ReactNode[]])[]
}) {
  const { label, heads, rows } = props
  return (
    <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse text-left tabular-nums">
        <thead className="text-muted">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="px-2 py-1 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, [head, ...cells]]) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="px-2 py-1 font-normal whitespace-nowrap">
                {head}
              </th>
              {cells.map((cell, i) => (
                <td key={heads[i + 1]} className="px-2 py-1 whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
