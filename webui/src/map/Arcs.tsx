import type { GeoPath, GeoProjection } from 'd3-geo'
import type { GeoArc } from '../api/geo'
import { positionOf, wayBetween } from './project'

/** The unhealthy paths: whole lines get no answer, dashed ones are outside a limit; a square is the
 * target, an empty circle stands for one of which only the country is known. */
export function Arcs(props: {
  draw: GeoPath
  projection: GeoProjection
  arcs: readonly GeoArc[]
  /** Whose arcs stand out; undefined: all do. */
  sites: readonly string[] | undefined
}) {
  const { draw, projection, arcs, sites } = props
  return (
    <g fill="none">
      {arcs.toReversed().map((arc) => {
        const to = projection(positionOf(arc.to))
        const d = wayBetween(draw, positionOf(arc.from), positionOf(arc.to))
        if (d === undefined || to === null) return null
        const failing = arc.state === 'failing'
        const quiet = sites !== undefined && !sites.includes(arc.site)
        return (
          <g
            key={`${arc.probe} ${arc.target}`}
            opacity={quiet ? 0.2 : 1}
            className={failing ? 'stroke-failing' : 'stroke-breaching'}
          >
            <path d={d} strokeWidth="1.75" {...(!failing && { strokeDasharray: '5 4' })} />
            {arc.toSource === 'country' ? (
              <circle cx={to[0]} cy={to[1]} r="7" strokeWidth="1.75" />
            ) : (
              <rect
                x={to[0] - 3.5}
                y={to[1] - 3.5}
                width="7"
                height="7"
                className={failing ? 'fill-failing' : 'fill-breaching'}
              />
            )}
          </g>
        )
      })}
    </g>
  )
}
