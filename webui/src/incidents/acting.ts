import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useMe } from '../account/me'
import { newKey } from '../api/client'
import type { ActionKind, Incident } from '../api/incidents'
import { refresh } from '../api/queries'
import { useUnderway, wishes } from './underway'
import { type Underway, foreseen, isOpen, isSent } from './wishes'

/** What somebody does with an incident. */
export interface Acting {
  /** The incident as it will be when all of it has taken effect. */
  shown: Incident
  /** How far each wish is, the oldest first. */
  underway: readonly Underway[]
  /** Whether one of this kind is on its way. */
  busy: (kind: ActionKind) => boolean
  act: (kind: ActionKind, text: string) => void
  /** To nobody any more where the name is empty. */
  assign: (name: string) => void
  undo: (one: Underway) => void
  again: (one: Underway) => void
  forget: (one: Underway) => void
}

/** While the server has a wish that the incident does not show yet, `onWaiting` has the page ask more often. */
export function useActing(incident: Incident, onWaiting: (waiting: boolean) => void): Acting {
  const client = useQueryClient()
  const { name } = useMe()
  const { id } = incident
  const all = useUnderway()
  const underway = useMemo(() => all.filter(({ wish }) => wish.before.id === id), [all, id])
  useEffect(() => wishes.look(id), [id])
  useEffect(() => wishes.saw(incident), [incident])
  useEffect(() => {
    window.addEventListener('pagehide', wishes.leave)
    return () => window.removeEventListener('pagehide', wishes.leave)
  }, [])
  const sent = underway.filter(({ stage }) => isSent(stage)).length
  useEffect(() => {
    if (sent > 0) refresh(client, ['incident', id], ['incidents'])
  }, [client, id, sent])
  const waiting = underway.some((one) => isSent(one.stage) && isOpen(one, incident))
  useEffect(() => {
    onWaiting(waiting)
    return () => onWaiting(false)
  }, [waiting, onWaiting])
  const shown = useMemo(() => foreseen(incident, underway), [incident, underway])
  return {
    shown,
    underway,
    busy: (kind) => underway.some((one) => one.wish.kind === kind && isOpen(one, incident)),
    act: (kind, text) => wishes.want({ kind, by: name, text, key: newKey(), before: incident }),
    assign: (assignee) =>
      wishes.want({
        ...{ kind: 'assign', assignee, text: '' },
        ...{ by: name, key: newKey(), before: incident },
      }),
    undo: ({ wish }) => wishes.undo(wish),
    again: ({ wish }) => wishes.again(wish),
    forget: ({ wish }) => wishes.forget(wish),
  }
}
