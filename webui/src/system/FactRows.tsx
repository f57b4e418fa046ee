import type { Facts } from '../edit/facts'

/** What there is to know, a line each. */
export function FactRows({ facts }: { facts: Facts }) {
  if (facts.length === 0) return null
  return (
    <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
      {facts.map(([name, text]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="wrap-anywhere tabular-nums max-sm:mb-1">{text}</dd>
        </div>
      ))}
    </dl>
  )
}
