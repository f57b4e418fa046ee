import { Link } from '@tanstack/react-router'
import { useMinute } from '../app/clock'
import type { Geo } from '../api/geo'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { StateBadge } from '../ui/parts'
import { ArcList } from './ArcList'
import type { MapSearch } from './search'
import { type Subject, subjectsOf } from './subjects'
import { clockAt, pathWords, probeWords, shareWords } from './words'

const FEW = 8

/** What is chosen on the map, and the unhealthy paths that begin there; with none chosen, all of them. */
export function Details({ geo, search }: { geo: Geo; search: MapSearch }) {
  const chosen = subjectsOf(geo, search.by).find(({ id }) => id === search.at)
  const arcs = chosen ? geo.arcs.filter(({ site }) => chosen.sites.includes(site)) : geo.arcs
  return (
    <section aria-labelledby="chosen" className="card space-y-3 p-3">
      <h2 id="chosen" className="font-semibold">
        {chosen ? chosen.name : t('Unhealthy paths, the worst first')}
      </h2>
      {chosen && <Facts subject={chosen} />}
      <ArcList
        arcs={arcs}
        most={FEW}
        view={chosen?.id ?? ''}
        none={t(
          chosen
            ? 'No unhealthy path begins here.'
            : 'None between known positions. Choose a site on the map to see how it is.',
        )}
      />
      <More left={arcs.length - FEW + (chosen ? 0 : geo.moreArcs)} />
    </section>
  )
}

function Facts({ subject }: { subject: Subject }) {
  const now = useMinute()
  const { timeZone, probes, paths, sites, id } = subject
  const clock = clockAt(timeZone, now)
  const several = sites.length > 1 || sites[0] !== id
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 tabular-nums">
      <dt className="text-muted">{t('Worst path')}</dt>
      <dd>{paths.state === null ? t('no paths') : <StateBadge state={paths.state} />}</dd>
      <dt className="text-muted">{t('Paths')}</dt>
      <dd>
        <Link to="/" search={{ site: [...sites] }} className="text-accent underline">
          {pathWords(paths)}
        </Link>
        {paths.total > 0 && ` ${t('({share} unhealthy)', { share: shareWords(paths) })}`}
      </dd>
      <dt className="text-muted">{t('Probes')}</dt>
      <dd>{probeWords(probes)}</dd>
      {several && (
        <>
          <dt className="text-muted">{t('Sites')}</dt>
          <dd>{sites.join(', ')}</dd>
        </>
      )}
      {clock !== undefined && (
        <>
          <dt className="text-muted">{t('Local time')}</dt>
          <dd>
            {clock} <span className="text-muted">({timeZone})</span>
          </dd>
        </>
      )}
    </dl>
  )
}

function More({ left }: { left: number }) {
  if (left <= 0) return null
  return (
    <p>
      <Link to="/" search={{ unhealthy: true }} className="text-accent underline">
        {plural(left, '{n} more unhealthy path', '{n} more unhealthy paths')}
      </Link>
    </p>
  )
}
