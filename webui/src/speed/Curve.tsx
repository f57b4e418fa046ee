import { GRACE_MS, type Point } from './meter'

const WIDTH = 400
const HEIGHT = 80
const LASTS_MS = 8_000

/** How fast it was when; the number beside it says the same in words. */
export function Curve({ points }: { points: Point[] }) {
  const most = Math.max(1, ...points.map(({ bitsPerSecond }) => bitsPerSecond))
  const x = (at: number): number => (Math.min(at, LASTS_MS) * WIDTH) / LASTS_MS
  const line = points.map(
    ({ ms, bitsPerSecond }) =>
      `${x(ms).toFixed(1)},${(HEIGHT * (1 - bitsPerSecond / most)).toFixed(1)}`,
  )
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-20 w-full text-accent"
    >
      <line x1={x(GRACE_MS)} x2={x(GRACE_MS)} y1="0" y2={HEIGHT} className="stroke-line" />
      <polyline
        points={line.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
