const SHAPES = {
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
  critical: (
    <path d="M5.25 1.75h5.5l3.5 3.5v5.5l-3.5 3.5h-5.5l-3.5-3.5v-5.5zM8 4.75v3.75m0 2.25v.25" />
  ),
  reached: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <circle cx="8" cy="8" r="2.5" fill="currentColor" />
    </>
  ),
  looking: (
    <>
      <circle cx="7" cy="7" r="4.75" />
      <path d="m10.5 10.5 3.5 3.5" />
    </>
  ),
  improving: <path d="M1.75 12.5 6 8.25l2.75 2.5L14 4.5m-4 0h4v4" />,
  waiting: <path d="M4 2h8M4 14h8M5 2c0 6 6 6 6 12M11 2c0 6-6 6-6 12" />,
  withheld: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M4.75 8h6.5" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5" r="3" />
      <path d="M2.25 14c.5-6 11-6 11.5 0" />
    </>
  ),
  note: <path d="M2 3h12v8H8l-3.5 3v-3H2z" />,
  joined: <path d="M3 2c0 6 5 4 5 8v4m5-12c0 6-5 4-5 8" />,
} satisfies Record<string, React.ReactNode>

/** What there is an icon for. */
export type IconName = keyof typeof SHAPES

/** A shape of its own for each state, so that colour is never the only sign. */
export function StateIcon({ state, size = 16 }: { state: IconName; size?: number | string }) {
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
