import { geoCentroid } from 'd3-geo'
import type { Geo, GeoPaths, GeoProbes, GeoSite } from '../api/geo'
import { countryName } from './countries'
import { type Position, positionOf } from './project'

/** A site or a country, as something on the map. */
export interface Subject {
  /** The site's name or the country's letters. */
  id: string
  name: string
  at: Position
  sites: readonly string[]
  /** Undefined: none is stated, or there are several. */
  timeZone: string | undefined
  probes: GeoProbes
  paths: GeoPaths
}

/** All sites, or all countries in the middle of their sites. */
export function subjectsOf(geo: Geo, by: 'country' | undefined): Subject[] {
  return by === 'country' ? countriesOf(geo) : geo.sites.map(ofSite)
}

const ofSite = ({ site, location, probes, paths }: GeoSite): Subject => ({
  id: site,
  name: site,
  at: positionOf(location),
  sites: [site],
  timeZone: location.timeZone,
  probes,
  paths,
})

function countriesOf(geo: Geo): Subject[] {
  const known = new Map(geo.sites.map((site) => [site.site, site]))
  return geo.countries.flatMap(({ country, sites, probes, paths }): Subject[] => {
    const coordinates = sites.flatMap((name) => {
      const location = known.get(name)?.location
      return location ? [positionOf(location)] : []
    })
    if (coordinates.length === 0) return []
    const at = geoCentroid({ type: 'MultiPoint', coordinates })
    return [
      { id: country, name: countryName(country), at, sites, timeZone: undefined, probes, paths },
    ]
  })
}
