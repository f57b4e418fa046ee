import type { GeoPath } from 'd3-geo'
import { memo } from 'react'
import type { GeoCountry } from '../api/geo'
import { OUTLINES, lettersOf } from './countries'
import { COLD, HEAT } from './heat'
import { heatOf } from './words'

/** The edge of the earth and the outlines of all countries; with the heat of those that are given. */
export const Land = memo(function Land(props: {
  draw: GeoPath
  countries: readonly GeoCountry[] | undefined
}) {
  const { draw, countries } = props
  const heat = new Map(countries?.map(({ country, paths }) => [country, heatOf(paths)]))
  return (
    <g className="stroke-edge">
      <path d={draw({ type: 'Sphere' }) ?? ''} fill="none" strokeOpacity="0.4" />
      {OUTLINES.map((outline, i) => {
        const d = draw(outline)
        const step = heat.get(lettersOf(outline) ?? '')
        return (
          d !== null && (
            <path
              key={i}
              d={d}
              strokeOpacity="0.6"
              strokeWidth="0.6"
              {...(step === undefined ? COLD : HEAT[step])}
            />
          )
        )
      })}
    </g>
  )
})
