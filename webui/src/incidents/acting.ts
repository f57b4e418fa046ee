import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useMe } from '../account/me'
import { newKey, tell } from '../api/client'
import type { ActionKind, Incident } from '../api/incidents'
import { refresh } from '../api/queries'
import { type Underway, Wishes, foreseen, isOpen, isSent } from './wishes'

/** What somebody does with an incident. */
export interface Acting {
  /** The incident as it will be when all of it has taken effect. */
  shown: Incident
  /** How far each wish is, the oldest first. */
  underway: readonly Underway[]
  /** Whether one of this kind is on its way. */
  busy: (kind: ActionKind) => boolean
  act: (kind: ActionKind, text: string) => void
  undo: (one: Underway) => void
  again: (one: Underway) => void
}

/** While the server has a wish that the incident does not show yet, `onWaiting` has the page ask more often. */
export function useActing(incident: Incident, onWaiting: (waiting: boolean) => void): Acting {
  const client = useQueryClient()
  const { name } = useMe()
  const [wishes] = useState(
    () =>
      new Wishes(async ({ kind, text, key, before: { id } }) => {
        await tell(`/incidents/${encodeURIComponent(id)}/actions`, { kind, text }, key)
        refresh(client, ['incident', id], ['incidents'])
      }),
  )
  const underway = useSyncExternalStore(wishes.watch, wishes.underway)
  useEffect(() => {
    window.addEventListener('pagehide', wishes.leave)
    return () => {
      window.removeEventListener('pagehide', wishes.leave)
      wishes.leave()
    }
  }, [wishes])
  const waiting = underway.some((one) => isSent(one.stage) && isOpen(one, incident))
  useEffect(() => {
    onWaiting(waiting)
    return () => onWaiting(false)
  }, [waiting, onWaiting])
  const shown = useMemo(() => foreseen(incident, underway, name), [incident, underway, name])
  return {
    shown,
    underway,
    busy: (kind) => underway.some((one) => one.wish.kind === kind && isOpen(one, incident)),
    act: (kind, text) => wishes.want({ kind, text, key: newKey(), before: incident }),
    undo: ({ wish }) => wishes.undo(wish),
    again: ({ wish }) => wishes.again(wish),
  }
}
