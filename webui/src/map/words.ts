import type { Geo, GeoCountry, GeoPaths, GeoProbes, GeoSite } from '../api/geo'
import { percent } from '../format/numbers'
import { STATES } from '../format/states'
import { formatIn } from '../format/zones'
import { plural } from '../language/plural'
import { msg, t, within } from '../language/text'

/** How unhealthy a country is, in steps: none, some, many, most; undefined where that is not known. */
export function heatOf({ unhealthyShare, state }: GeoPaths): 0 | 1 | 2 | 3 | undefined {
  if (unhealthyShare === null) return undefined
  if (unhealthyShare === 0) return state === 'healthy' ? 0 : undefined
  if (unhealthyShare < 0.1) return 1
  return unhealthyShare < 0.5 ? 2 : 3
}

/** What the steps mean. */
export const HEAT_WORDS = [
  msg('0 %'),
  msg('under 10 %'),
  msg('under 50 %'),
  msg('50 % and more'),
] as const

const COUNTS = {
  failing: msg('{n} failing'),
  breaching: msg('{n} breaching'),
  stale: msg('{n} stale'),
  unproven: msg('{n} unproven'),
}

/** "2 failing, 1 breaching of 8 paths"; what there is none of is left out. */
export function pathWords(paths: GeoPaths): string {
  if (paths.total === 0) return t('no paths')
  const parts = (['failing', 'breaching', 'stale', 'unproven'] as const)
    .filter((state) => paths[state] > 0)
    .map((state) => t(COUNTS[state], { n: paths[state] }))
  if (parts.length === 0) {
    return plural(paths.total, '{n} path, healthy', '{n} paths, all healthy')
  }
  return plural(paths.total, '{parts} of {n} path', '{parts} of {n} paths', {
    parts: parts.join(', '),
  })
}

/** "3 report, 1 silent"; what there is none of is left out. */
export function probeWords({ up, silent, neverSeen, off }: GeoProbes): string {
  const said = [
    up > 0 && plural(up, '{n} reports', '{n} report', { n: up }),
    silent > 0 && t('{n} silent', { n: silent }),
    neverSeen > 0 && t('{n} not heard of yet', { n: neverSeen }),
    off > 0 && t('{n} off', { n: off }),
  ].filter((part) => part !== false)
  return said.length > 0 ? said.join(', ') : t('none||no probes')
}

/** What stands beside a country: its heat, else why it has none. */
export const heatWords = (paths: GeoPaths): string =>
  heatOf(paths) === undefined && paths.state !== null
    ? within(t(STATES[paths.state].word))
    : shareWords(paths)

/** Failing and breaching paths of all, in words. */
export const shareWords = ({ unhealthyShare }: GeoPaths): string =>
  unhealthyShare === null ? t('no paths') : percent(unhealthyShare)

/** What a clock at a place shows, with the day of the week; undefined where nobody knows the zone. */
export function clockAt(timeZone: string | undefined, nowMs: number): string | undefined {
  if (timeZone === undefined) return undefined
  const parts = formatIn(timeZone, CLOCK)?.formatToParts(nowMs)
  if (parts === undefined) return undefined // a zone that this browser does not know
  const [day, hour, minute] = (['weekday', 'hour', 'minute'] as const).map(
    (wanted) => parts.find(({ type }) => type === wanted)?.value,
  )
  return `${day} ${hour}:${minute}`
}

const CLOCK = { weekday: 'short', hour: '2-digit', minute: '2-digit' } as const

/** The map in one sentence, for whoever does not see it. */
export function mapWords(geo: Geo): string {
  const worst = geo.arcs.length + geo.moreArcs
  return t('{sites} in {countries}, {paths} between known positions', {
    sites: plural(geo.sites.length, '{n} site', '{n} sites'),
    countries: plural(geo.countries.length, '{n} country||after “in”', '{n} countries||after “in”'),
    paths:
      worst === 0
        ? t('no unhealthy path')
        : plural(worst, '{n} unhealthy path', '{n} unhealthy paths'),
  })
}

const RANK = ['failing', 'breaching', 'stale', 'unproven', 'healthy'] as const

/** The worst first, then by name. */
export function worstFirst<T extends GeoSite | GeoCountry>(all: readonly T[]): T[] {
  const rank = ({ paths }: T): number =>
    paths.state === null ? RANK.length : RANK.indexOf(paths.state)
  const share = ({ paths }: T): number => paths.unhealthyShare ?? 0
  return all.toSorted(
    (a, b) => rank(a) - rank(b) || share(b) - share(a) || nameOf(a).localeCompare(nameOf(b)),
  )
}

const nameOf = (one: GeoSite | GeoCountry): string => ('site' in one ? one.site : one.country)
