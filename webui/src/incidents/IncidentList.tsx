import { Link } from '@tanstack/react-router'
import type { IncidentSummary } from '../api/incidents'
import { ROW_LINK } from '../fleet/keys'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { NoLongerListed } from '../ui/Gone'
import type { Gone } from '../ui/held'
import { LocalTime } from '../ui/parts'
import { Badge, Lasting, Mark } from './Marks'
import { SEVERITIES, remarks, scopeWords } from './remarks'
import { INCIDENT_STATES, lookOf } from './words'

/** Incidents, one sentence each. */
export function IncidentList(props: {
  items: readonly IncidentSummary[]
  label: string
  gone?: Gone
}) {
  const { items, label, gone } = props
  return (
    <ul aria-label={label} className="card divide-y divide-line overflow-hidden">
      {items.map((incident) => (
        <Item key={incident.id} incident={incident} gone={gone?.get(incident.id)} />
      ))}
    </ul>
  )
}

/** @param props.gone whether it has left the list, and it is known how it stands */
function Item(props: { incident: IncidentSummary; gone: 'known' | 'unknown' | undefined }) {
  const { incident, gone } = props
  const { id, state, severity, sentence, scope, memberCount } = incident
  return (
    <li
      className="relative gap-x-4 px-3 py-2.5 hover:bg-raised has-[a:focus-visible]:bg-raised
        sm:grid sm:grid-cols-[7.5rem_minmax(0,1fr)]"
    >
      <div className="flex gap-x-4 sm:block sm:space-y-0.5">
        {gone !== 'unknown' && (
          <p>
            <Badge look={lookOf(INCIDENT_STATES, state)} />
          </p>
        )}
        {gone !== undefined && (
          <p>
            <NoLongerListed />
          </p>
        )}
        {state !== 'closed' && (
          <p>
            <Badge look={lookOf(SEVERITIES, severity)} quiet />
          </p>
        )}
      </div>
      <div className="min-w-0">
        <Link
          to="/incidents/$id"
          params={{ id }}
          className="font-semibold wrap-anywhere after:absolute after:inset-0"
          {...{ [ROW_LINK]: '' }}
        >
          {sentence}
        </Link>
        <p className="text-muted wrap-anywhere">
          {gone === 'unknown' ? (
            rich('since {time}', { time: <LocalTime at={incident.openedAt} /> })
          ) : (
            <Lasting incident={incident} />
          )}
          {memberCount > 1 && ` · ${plural(memberCount, '{n} path', '{n} paths')}`}
        </p>
        <p className="mt-1 flex flex-wrap gap-1.5">
          <Mark>{scopeWords(scope)}</Mark>
          {remarks(incident).map((remark) => (
            <Mark key={remark.word}>
              <Badge look={remark} quiet />
            </Mark>
          ))}
        </p>
      </div>
    </li>
  )
}
