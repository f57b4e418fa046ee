import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { FIRST_INCIDENTS, useIncidents } from '../api/incidentQueries'
import type { LiveEvent } from '../api/live'
import { refresh } from '../api/queries'
import { useConnection, useEvents } from '../app/live'
import { t } from '../language/text'
import { CURRENT } from './search'

/** How many incidents are open; on every screen, so it also keeps the lists of them fresh. */
export default function OpenCount() {
  const client = useQueryClient()
  useEvents(
    useCallback(() => refresh(client, ['incidents']), [client]),
    ofIncidents,
  )
  const { data } = useIncidents(CURRENT, FIRST_INCIDENTS, useConnection() === 'live')
  const open = data?.items.filter(({ state }) => state === 'open').length ?? 0
  if (open === 0) return null
  return (
    <span
      className="inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-failing px-1.5
        text-xs font-semibold text-bg tabular-nums"
    >
      {open}
      {data?.next != null && '+'}
      <span className="sr-only"> {t('open||of incidents, after their number')}</span>
    </span>
  )
}

const ofIncidents = ({ kind }: LiveEvent): boolean => kind === 'incident'
