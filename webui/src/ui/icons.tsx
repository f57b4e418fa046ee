import type { PathState } from '../api/types'

const SHAPES: Record<PathState, React.ReactNode> = {
  failing: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="m5.75 5.75 4.5 4.5m0-4.5-4.5 4.5" />
    </>
  ),
  breaching: <path d="M8 2 1.75 13.5h12.5zM8 6.5v3.25m0 1.75v.25" />,
  stale: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M8 4.5V8l2.5 1.5" />
    </>
  ),
  unproven: (
    <>
      <circle cx="8" cy="8" r="6.25" strokeDasharray="2.6 2.3" />
      <path d="M8 8v.25" />
    </>
  ),
  healthy: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="m5.25 8.25 2 2 3.5-4" />
    </>
  ),
}

/** A shape of its own for each state, so that colour is never the only sign. */
export function StateIcon({ state, size = 16 }: { state: PathState; size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="shrink-0"
    >
      {SHAPES[state]}
    </svg>
  )
}
