import type { Hop } from '../api/details'
import { duration, percent } from '../format/numbers'
import { t } from '../language/text'
import { lossRatio } from './hops'
import { type Spot, delayFrom, lossFrom, spotsOf, stepsOf } from './ways'

const WIDE = 96
const NOW = 46
const ASIDE = 108
/** Without and with a line aside. */
const HEIGHTS = [84, 148] as const
const xOf = (column: number): number => (column + 1.5) * WIDE

/**
 * The way as a line from the probe on; where an earlier way left it, a dashed one below. A square is
 * a hop that changed, a dashed ring one that does not answer.
 */
export function HopGraph(props: {
  probe: string
  hops: Hop[]
  steps: ReturnType<typeof stepsOf>
  label: string
}) {
  const { probe, hops, steps, label } = props
  const spots = spotsOf(steps)
  const delay = delayFrom(steps)
  const loss = lossFrom(hops)
  const now = spots.filter((spot) => spot.now)
  return (
    <div
      className="mt-2 overflow-x-auto"
      tabIndex={0}
      role="region"
      aria-label={t('Picture of the way')}
    >
      <svg
        role="img"
        aria-label={label}
        width={(spots.length + 1.5) * WIDE}
        height={HEIGHTS[spots.some(({ aside }) => aside) ? 1 : 0]}
        className="text-[11px]"
      >
        <Before spots={spots} />
        <polyline
          points={[`${WIDE / 2},${NOW}`, ...now.map(({ column }) => `${xOf(column)},${NOW}`)].join(
            ' ',
          )}
          className="fill-none stroke-edge stroke-2"
        />
        {now.map((spot, i) => (
          <Link
            key={spot.column}
            from={i === 0 ? WIDE / 2 : xOf(now[i - 1]?.column ?? 0)}
            spot={spot}
            slow={spot.step === delay}
          />
        ))}
        <circle cx={WIDE / 2} cy={NOW} r="6" className="fill-accent" />
        <Words x={WIDE / 2} y={NOW - 14} lines={[probe]} />
        {spots.map((spot) => (
          <Place
            key={spot.column}
            spot={spot}
            loses={loss !== undefined && spot.step.now === loss}
          />
        ))}
      </svg>
    </div>
  )
}

/** Text below the line, readable on what it may lie on. */
const NOTE = 'font-medium stroke-panel stroke-[3px] [paint-order:stroke]'

/** The earlier way, where it is not this one. */
function Before({ spots }: { spots: Spot[] }) {
  const before = spots.filter(({ step }) => step.before !== undefined)
  if (!before.some(({ aside }) => aside)) return null
  const points = before.map((spot) => `${xOf(spot.column)},${spot.aside ? ASIDE : NOW}`)
  return (
    <polyline
      points={[`${WIDE / 2},${NOW}`, ...points].join(' ')}
      className="fill-none stroke-muted"
      strokeDasharray="4 3"
    />
  )
}

/** The link on which the delay begins stands out, and says by how much. */
function Link({ from, spot, slow }: { from: number; spot: Spot; slow: boolean }) {
  if (!slow) return null
  const { now, before } = spot.step
  const to = xOf(spot.column)
  const more = (now?.meanUs ?? 0) - (before?.meanUs ?? 0)
  return (
    <>
      <line x1={from} x2={to} y1={NOW} y2={NOW} className="stroke-breaching" strokeWidth="5" />
      <text
        x={(from + to) / 2}
        y={NOW + 18}
        textAnchor="middle"
        className={`fill-breaching ${NOTE}`}
      >
        +{duration(more)}
      </text>
    </>
  )
}

function Place({ spot, loses }: { spot: Spot; loses: boolean }) {
  const { now, before, fate } = spot.step
  const x = xOf(spot.column)
  return (
    <g>
      {spot.aside && before && (
        <>
          <rect
            x={x - 5}
            y={ASIDE - 5}
            width="10"
            height="10"
            className="fill-panel stroke-muted"
            strokeDasharray="3 2"
          />
          <Words x={x} y={ASIDE + 18} lines={[shortened(before), meanOf(before)]} />
        </>
      )}
      {now && (
        <>
          <Mark x={x} y={NOW} mute={now.addresses.length === 0} odd={isOdd(fate)} loses={loses} />
          <Words x={x} y={NOW - 28} lines={[shortened(now), meanOf(now)]} />
          {loses && (
            <text x={x} y={NOW + 32} textAnchor="middle" className={`fill-failing ${NOTE}`}>
              {t('loses {loss}', { loss: percent(lossRatio(now)) })}
            </text>
          )}
        </>
      )}
    </g>
  )
}

const isOdd = (fate: string): boolean => fate === 'changed' || fate === 'new'

function Mark(props: { x: number; y: number; mute: boolean; odd: boolean; loses: boolean }) {
  const { x, y, mute, odd, loses } = props
  const colour = loses ? 'fill-failing' : odd ? 'fill-breaching' : 'fill-accent'
  if (odd) return <rect x={x - 6} y={y - 6} width="12" height="12" className={colour} />
  if (mute) {
    return <circle cx={x} cy={y} r="5" className="fill-panel stroke-edge" strokeDasharray="2.5 2" />
  }
  return <circle cx={x} cy={y} r="5" className={colour} />
}

function Words({ x, y, lines }: { x: number; y: number; lines: string[] }) {
  return lines.map((line, i) => (
    <text
      key={i}
      x={x}
      y={y + i * 14}
      textAnchor="middle"
      className={i === 0 ? 'fill-text' : 'fill-muted'}
    >
      {line}
    </text>
  ))
}

/** As much of an address as there is room for: its end tells more. */
function shortened({ addresses }: Hop): string {
  const address = addresses[0]
  if (address === undefined) return t('no answer')
  return address.length <= 15 ? address : `…${address.slice(-13)}`
}

const meanOf = ({ meanUs }: Hop): string => (meanUs == null ? '' : duration(meanUs))
