import {
  type GeoPath,
  type GeoProjection,
  geoBounds,
  geoCentroid,
  geoEqualEarth,
  geoInterpolate,
  geoPath,
} from 'd3-geo'
import type { Location } from '../api/geo'

/** In CSS pixels. */
export interface Size {
  width: number
  height: number
}

export type Position = [longitude: number, latitude: number]

/** From one place to another. */
export type Way = readonly [from: Position, to: Position]

/** Where something is on the picture. */
export type Spot = [x: number, y: number]

const EDGE = 28
/** So much around each place is shown, in degrees: the outlines are no more exact than that. */
const [EAST_WEST, NORTH_SOUTH] = [9, 5]
const FURTHEST_NORTH = 85
/** What spans more degrees is shown on the map that everybody knows. */
const WIDE = 200

export const positionOf = ({ longitude, latitude }: Location): Position => [longitude, latitude]

/** The height that suits a width: a narrow window is taller than the earth is. */
export const heightFor = (width: number): number =>
  Math.round(Math.min(540, Math.max(300, width * 0.5)))

/** Equal areas, and lines that bend in steps too small to be seen. */
const smooth = (): GeoProjection => geoEqualEarth().precision(0.1)

/** All of the earth; equal areas, so that no country looks larger than it is. */
export function wholeWorld({ width, height }: Size): GeoProjection {
  return smooth().fitExtent(
    [
      [4, 4],
      [width - 4, height - 4],
    ],
    { type: 'Sphere' },
  )
}

/** The part of the earth where places are, wherever the date line is. */
export function partAround(places: Position[], size: Size): GeoProjection {
  if (places.length === 0) return wholeWorld(size)
  const coordinates = places.flatMap(around)
  const all = { type: 'MultiPoint' as const, coordinates }
  if (spanOf(geoBounds(all)) > WIDE) return wholeWorld(size)
  const [longitude] = geoCentroid(all)
  return smooth()
    .rotate([-longitude, 0])
    .fitExtent(
      [
        [EDGE, EDGE],
        [size.width - EDGE, size.height - EDGE],
      ],
      all,
    )
    .clipExtent([
      [0, 0],
      [size.width, size.height],
    ])
}

/**
 * Places on ways that leave the picture, by which it has to grow; in an order of their own, so that the
 * same ways in another order are the same. Ways that come and go within it do not move it: a map that
 * moves is hard to read.
 */
export function placesBeyond(
  projection: GeoProjection,
  ways: readonly Way[],
  size: Size,
): Position[] {
  const leaves = (points: Position[]): boolean =>
    points.some((point) => spotOf(projection, point, size) === undefined)
  const beyond = ways.map(pointsOn).filter(leaves).flat()
  const each = new Map(beyond.map((place) => [place.join(), place]))
  return [...each].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place)
}

const spanOf = ([[west], [east]]: [Position, Position]): number =>
  east < west ? east - west + 360 : east - west

/** The shortest way runs further north or south than its ends. */
function pointsOn([from, to]: Way): Position[] {
  const way = geoInterpolate(from, to)
  return [from, way(0.25), way(0.5), way(0.75), to]
}

function around([longitude, latitude]: Position): Position[] {
  const [south, north] = [latitude - NORTH_SOUTH, latitude + NORTH_SOUTH]
  return [south, north].flatMap((edge): Position[] => {
    const kept = Math.min(FURTHEST_NORTH, Math.max(-FURTHEST_NORTH, edge))
    return [
      [longitude - EAST_WEST, kept],
      [longitude + EAST_WEST, kept],
    ]
  })
}

/** Writes shapes as the `d` of a path, to a tenth of a pixel. */
export const drawer = (projection: GeoProjection): GeoPath => geoPath(projection).digits(1)

/** The shortest way between two places; undefined where they are one. */
export function wayBetween(draw: GeoPath, from: Position, to: Position): string | undefined {
  if (from[0] === to[0] && from[1] === to[1]) return undefined
  return draw({ type: 'LineString', coordinates: [from, to] }) ?? undefined
}

/** Where a place is; undefined where that is not on the picture. */
export function spotOf(projection: GeoProjection, at: Position, size: Size): Spot | undefined {
  const spot = projection(at)
  if (spot === null) return undefined
  const [x, y] = spot
  return x < 0 || y < 0 || x > size.width || y > size.height ? undefined : [x, y]
}
