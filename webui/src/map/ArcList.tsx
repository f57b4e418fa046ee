import { useMemo, useRef } from 'react'
import type { GeoArc } from '../api/geo'
import { PathLink } from '../incidents/Marks'
import { t } from '../language/text'
import { Changes } from '../ui/Changes'
import { NoLongerListed } from '../ui/Gone'
import { withElsewhere } from '../ui/held'
import { StateBadge } from '../ui/parts'
import { useHeldOrder } from '../ui/useHeldOrder'

const keyOf = ({ probe, target }: GeoArc): string => `${probe} ${target}`

/** Unhealthy paths with their ways to their pages, as they come; they stay where they are while somebody looks. */
export function ArcList(props: {
  arcs: readonly GeoArc[]
  /** So many are shown. */
  most?: number
  /** What they are of: others are shown at once. */
  view: string
  /** What is said where there are none. */
  none: string
}) {
  const { arcs, most = Infinity, view, none } = props
  const shown = useMemo(() => arcs.slice(0, most), [arcs, most])
  const order = useHeldOrder(shown, keyOf, view)
  // what has only been pushed down is still known
  const { items, gone } = withElsewhere(order, arcs, keyOf)
  const list = useRef<HTMLUListElement>(null)
  const goOn = ({ detail }: { detail: number }): void => {
    if (detail === 0) requestAnimationFrame(() => list.current?.querySelector('a')?.focus())
  }
  return (
    <div {...order.around}>
      {items.length === 0 ? (
        <p className="text-muted">{none}</p>
      ) : (
        <ul ref={list} className="divide-y divide-line">
          {items.map((arc) => (
            <Arc key={keyOf(arc)} arc={arc} gone={gone.get(keyOf(arc))} />
          ))}
        </ul>
      )}
      {order.changes > 0 && (
        // after the button's own: it goes to the first row of the page, which may be of another list
        <p onClick={goOn}>
          <Changes changes={order.changes} onTake={order.take} />
        </p>
      )}
    </div>
  )
}

/** @param props.gone whether it has left the list, and it is known how it stands */
function Arc({ arc, gone }: { arc: GeoArc; gone: 'known' | 'unknown' | undefined }) {
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-0.5 py-1">
      {gone !== 'unknown' && <StateBadge state={arc.state} />}
      {gone !== undefined && <NoLongerListed />}
      <PathLink path={arc} />
      {gone !== 'unknown' && <span className="text-muted">{arc.reason}</span>}
      {arc.toSource === 'geoip' && (
        <span className="text-muted">{t('(ends about where its address is listed)')}</span>
      )}
      {arc.toSource === 'country' && (
        <span className="text-muted">
          {t('(ends in the middle of the country of its address; no place is known)')}
        </span>
      )}
    </li>
  )
}
