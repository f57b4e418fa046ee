import { useState } from 'react'
import { problemOf } from '../api/client'
import { useDeliveries } from '../api/incidentQueries'
import type { Delivery } from '../api/incidents'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime, Skeleton, StaleNote } from '../ui/parts'
import { Badge } from './Marks'
import { DELIVERIES, newsWord } from './news'
import { lookOf } from './words'

const FEW = 8

/** Who was told what of an incident, the newest first. */
export function Deliveries({ incident, live }: { incident: string; live: boolean }) {
  const told = useDeliveries(incident, live)
  const { data, isError, error, dataUpdatedAt } = told
  return (
    <section aria-label={t('Who was told')} className="card h-fit">
      <h2 className="border-b border-line px-3 py-2 font-semibold">{t('Who was told')}</h2>
      {data && isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      {data ? (
        <Told items={data.items} />
      ) : !isError ? (
        <Skeleton rows={2} className="h-6" />
      ) : problemOf(error).status === 403 ? (
        <p className="px-3 py-2 text-muted">
          {t('It reaches beyond your scope, so whom it was told is not yours to see.')}
        </p>
      ) : (
        <ProblemCard error={error} onRetry={() => void told.refetch()} />
      )}
    </section>
  )
}

function Told({ items }: { items: Delivery[] }) {
  const [all, setAll] = useState(false)
  if (items.length === 0) {
    return (
      <p className="px-3 py-2 text-muted">
        {t(
          'Nobody: no channel is set up, or no route of one fits. Admins make channels under Admin.',
        )}
      </p>
    )
  }
  const shown = all ? items : items.slice(0, FEW)
  return (
    <>
      <ul className="divide-y divide-line">
        {shown.map((item) => (
          <li key={`${item.createdAt} ${item.transition} ${item.channel}`} className="px-3 py-1.5">
            <p className="flex flex-wrap items-center gap-x-3">
              <Badge look={lookOf(DELIVERIES, item.state)} quiet />
              <span className="font-medium wrap-anywhere">{item.channel}</span>
              <span>{newsWord(item.transition)}</span>
              <span className="ml-auto text-muted tabular-nums">
                <LocalTime at={item.sentAt ?? item.createdAt} />
              </span>
            </p>
            <Trouble item={item} />
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <p className="border-t border-line p-3">
          <button type="button" className="button" onClick={() => setAll(true)}>
            {plural(
              items.length - shown.length,
              'Show {n} more delivery',
              'Show {n} more deliveries',
            )}
          </button>
        </p>
      )}
    </>
  )
}

/** Why it has not arrived, and when it is tried again. */
function Trouble({ item: { state, attempts, error, nextAttemptAt } }: { item: Delivery }) {
  if (error === '') return null
  return (
    <p className="text-muted wrap-anywhere">
      {plural(attempts, '{n} attempt: {error}', '{n} attempts: {error}', { error })}
      {state === 'pending' &&
        nextAttemptAt != null &&
        rich('; again at {time}', { time: <LocalTime at={nextAttemptAt} /> })}
    </p>
  )
}
