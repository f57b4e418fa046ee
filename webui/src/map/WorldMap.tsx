import { useMemo } from 'react'
import type { Geo } from '../api/geo'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { STATE_TEXT } from '../ui/parts'
import { useWidth } from '../ui/useWidth'
import { Arcs } from './Arcs'
import { Land } from './Land'
import { MapLegend } from './MapLegend'
import { MarkerButton } from './MarkerButton'
import { type Marker, type Placed, markersOf } from './markers'
import {
  type Position,
  type Size,
  drawer,
  heightFor,
  partAround,
  placesBeyond,
  positionOf,
  spotOf,
  wholeWorld,
} from './project'
import type { MapSearch } from './search'
import { type Subject, subjectsOf } from './subjects'
import { heatWords } from './words'

/** The map with a button for each site or country that has a position. */
export function WorldMap(props: {
  geo: Geo
  search: MapSearch
  onChoose: (at: string | undefined) => void
}) {
  const { geo, search, onChoose } = props
  const { box, width } = useWidth()
  const size = useMemo(() => ({ width, height: heightFor(width) }), [width])
  const projection = useProjection(geo, size, search.world === true)
  const draw = useMemo(() => drawer(projection), [projection])
  const markers = useMemo(() => {
    const placed = subjectsOf(geo, search.by).flatMap((item): Placed<Subject>[] => {
      const spot = spotOf(projection, item.at, size)
      if (spot === undefined) return []
      const { name, paths } = item
      const label = search.by === 'country' ? `${name} ${heatWords(paths)}` : name
      return [{ item, name, label, state: paths.state, spot }]
    })
    const noun = t(search.by === 'country' ? 'countries' : 'sites')
    return markersOf(placed, { noun, width: size.width })
  }, [geo, projection, size, search.by])
  const chosen = markers.find((marker) => holds(marker, search.at))
  const sites = chosen?.all.flatMap(({ item }) => item.sites)
  return (
    <>
      <div
        ref={box}
        role="group"
        aria-label={t('Map')}
        className="relative mt-2 overflow-hidden rounded border border-line bg-bg"
        style={{ height: size.height }}
      >
        {width > 0 && (
          <>
            <svg width={size.width} height={size.height} aria-hidden="true">
              <Land draw={draw} countries={search.by === 'country' ? geo.countries : undefined} />
              <Arcs draw={draw} arcs={geo.arcs} projection={projection} sites={sites} />
            </svg>
            <ul aria-label={t(search.by === 'country' ? 'Countries' : 'Sites')}>
              {markers.map((marker) => (
                <MarkerButton
                  key={marker.all[0]?.item.id}
                  marker={marker}
                  chosen={marker === chosen}
                  onChoose={() => onChoose(marker === chosen ? undefined : marker.all[0]?.item.id)}
                />
              ))}
            </ul>
          </>
        )}
      </div>
      {chosen && chosen.all.length > 1 && (
        <Members marker={chosen} at={search.at} onChoose={onChoose} />
      )}
      <MapLegend by={search.by} />
    </>
  )
}

/** What one marker stands for, each to be chosen. */
function Members(props: {
  marker: Marker<Subject>
  at: string | undefined
  onChoose: (at: string) => void
}) {
  const { marker, at, onChoose } = props
  return (
    <div
      role="group"
      aria-label={t('Close together')}
      className="mt-2 flex flex-wrap items-center gap-1"
    >
      <span className="mr-1 text-muted">{t('Close together:')}</span>
      {marker.all.map(({ item, name, state }) => (
        <button
          key={item.id}
          type="button"
          className="button"
          aria-pressed={item.id === at}
          onClick={() => onChoose(item.id)}
        >
          <span className={STATE_TEXT[state ?? 'unproven']}>
            <StateIcon state={state ?? 'withheld'} size={14} />
          </span>
          {name}
        </button>
      ))}
    </div>
  )
}

const holds = ({ all }: Marker<Subject>, id: string | undefined): boolean =>
  id !== undefined && all.some(({ item }) => item.id === id)

/**
 * A new one only where places have changed, or a way leaves the picture: not with each answer, for a map
 * that moves is hard to read.
 */
function useProjection(geo: Geo, size: Size, world: boolean) {
  const places = JSON.stringify(geo.sites.map(({ location }) => positionOf(location)))
  const sites = useMemo(
    () => (world ? wholeWorld(size) : partAround(JSON.parse(places) as Position[], size)),
    [places, size, world],
  )
  const beyond = useMemo(() => {
    const ways = geo.arcs.map(({ from, to }) => [positionOf(from), positionOf(to)] as const)
    return JSON.stringify(world ? [] : placesBeyond(sites, ways, size))
  }, [geo.arcs, sites, size, world])
  return useMemo(() => {
    const more = JSON.parse(beyond) as Position[]
    if (more.length === 0) return sites
    return partAround([...(JSON.parse(places) as Position[]), ...more], size)
  }, [sites, beyond, places, size])
}
