import { Link } from '@tanstack/react-router'
import type { PathRow } from '../api/types'
import { t } from '../language/text'
import { Badge } from './Marks'
import { TIER_STATES, lookOf } from './words'

/** Where a path stands in the escalation, with the way to its incident; nothing where it is well. */
export function Escalated({ row, className }: { row: PathRow; className: string }) {
  const { pathState, incident } = row
  const calm = pathState == null || pathState === 'healthy' || pathState === 'unproven'
  if (calm && incident == null) return null
  return (
    <span className={`relative z-1 flex flex-wrap items-center gap-x-3 ${className}`}>
      {!calm && <Badge look={lookOf(TIER_STATES, pathState)} quiet />}
      {incident != null && (
        <Link
          to="/incidents/$id"
          params={{ id: incident }}
          className="inline-flex min-h-6 items-center text-accent underline"
          aria-label={t('Incident of {probe} to {target}', {
            probe: row.probe,
            target: row.target,
          })}
        >
          {t('Incident')}
        </Link>
      )}
    </span>
  )
}
