import { Link } from '@tanstack/react-router'
import type { Geo } from '../api/geo'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'

type Names = Geo['unplaced']['probes']

/** No site has a position: how one is stated. */
export function Nowhere({ geo }: { geo: Geo }) {
  const { probes, sites } = geo.unplaced
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">
        {t(probes.count === 0 ? 'No probe yet' : 'No site has a position yet')}
      </p>
      {probes.count === 0 ? (
        <p className="mt-1 max-w-prose text-muted">
          {rich(
            'Nothing within what you may see measures. <a>Let a probe join</a>, or ask an admin to widen what you see.',
            {
              a: (text) => (
                <Link to="/probes" className="text-accent underline">
                  {text}
                </Link>
              ),
            },
          )}
        </p>
      ) : (
        <>
          <p className="mt-1 max-w-prose text-muted">
            {t(
              '{probes} at {sites} ({names}) cannot be shown: nobody has stated where they are. Say it in a file, and it appears here within seconds:',
              {
                probes: plural(probes.count, '{n} probe', '{n} probes'),
                sites: plural(sites.count, '{n} site', '{n} sites'),
                names: listed(sites),
              },
            )}
          </p>
          <Example site={sites.names[0] ?? 'home'} />
        </>
      )}
    </div>
  )
}

/** What the map does not show, by name. */
export function Unplaced({ geo }: { geo: Geo }) {
  const { probes, sites, targets, paths } = geo.unplaced
  if (probes.count === 0 && targets.count === 0) return null
  const what = [
    probes.count > 0 && plural(probes.count, '{n} probe', '{n} probes'),
    targets.count > 0 && plural(targets.count, '{n} target', '{n} targets'),
  ]
    .filter(Boolean)
    .join(` ${t('and')} `)
  return (
    <details className="card p-3">
      <summary className="min-h-6 cursor-pointer">
        <span className="mr-1.5 inline-block align-[-3px] text-unproven">
          <StateIcon state="unproven" />
        </span>
        {paths > 0
          ? plural(
              paths,
              'Not on the map: {what} without a position, so {n} unhealthy path cannot be drawn',
              'Not on the map: {what} without a position, so {n} unhealthy paths cannot be drawn',
              { what },
            )
          : t('Not on the map: {what} without a position', { what })}
      </summary>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Row what={t('Probes')} names={probes} />
        <Row what={t('Their sites')} names={sites} />
        <Row what={t('Targets')} names={targets} />
      </dl>
      <p className="mt-2 max-w-prose text-muted">
        {rich(
          'State where a site is, or give a target or a probe a <code>location</code> of its own:',
          { code: (text) => <code>{text}</code> },
        )}
      </p>
      <Example site={sites.names[0] ?? 'home'} />
    </details>
  )
}

function Row({ what, names }: { what: string; names: Names }) {
  if (names.count === 0) return null
  return (
    <>
      <dt className="text-muted">{what}</dt>
      <dd className="wrap-anywhere">{listed(names)}</dd>
    </>
  )
}

function listed({ count, names }: Names): string {
  const more = count - names.length
  const known = names.join(', ')
  return more > 0 ? t('{names} and {n} more', { names: known, n: more }) : known
}

/** A document that can be copied and applied. */
function Example({ site }: { site: string }) {
  return (
    <>
      <pre className="mt-3 overflow-x-auto rounded bg-raised px-3 py-2 font-mono" tabIndex={0}>
        {`# where.yaml
apiVersion: waddleperf.io/v1
kind: Site
metadata: {name: ${JSON.stringify(site)}}
spec:
  location: {latitude: 52.52, longitude: 13.405, country: DE, timeZone: Europe/Berlin}`}
      </pre>
      <pre className="mt-2 overflow-x-auto rounded bg-raised px-3 py-2 font-mono" tabIndex={0}>
        ./waddleperf apply -f where.yaml
      </pre>
    </>
  )
}
