import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { newKey, tell } from '../api/client'
import type { ActionKind, Incident } from '../api/incidents'
import { refresh } from '../api/queries'
import { arrived } from './story'

const PATIENCE_MS = 15_000

/** What somebody wants, with the incident that they saw. */
interface Wish {
  kind: ActionKind
  text: string
  key: string
  before: Incident
}

/** How far a wish has come. */
export interface Acting {
  kind: ActionKind | undefined
  step: 'idle' | 'sending' | 'waiting' | 'late' | 'done' | 'failed'
  /** Nothing else can be asked for meanwhile. */
  busy: boolean
  error: unknown
  act: (kind: ActionKind, text: string) => void
  again: () => void
}

/**
 * Sends one wish at a time. The server only accepts it: it is done when the incident shows it, and
 * until then `onWaiting` has the page ask more often.
 */
export function useActing(incident: Incident, onWaiting: (waiting: boolean) => void): Acting {
  const client = useQueryClient()
  const [late, setLate] = useState(false)
  const sent = useMutation({
    mutationFn: ({ kind, text, key, before }: Wish) =>
      tell(`/incidents/${encodeURIComponent(before.id)}/actions`, { kind, text }, key),
    onSuccess: (_, { before }) => refresh(client, ['incident', before.id], ['incidents']),
  })
  const wish = sent.variables
  const done = sent.isSuccess && wish !== undefined && arrived(wish.kind, wish.before, incident)
  const waiting = sent.isSuccess && !done
  useEffect(() => {
    onWaiting(waiting)
    if (!waiting) return
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => {
      clearTimeout(timer)
      onWaiting(false)
      setLate(false)
    }
  }, [waiting, onWaiting])

  const step = sent.isPending
    ? 'sending'
    : sent.isError
      ? 'failed'
      : waiting
        ? late
          ? 'late'
          : 'waiting'
        : done
          ? 'done'
          : 'idle'
  return {
    kind: wish?.kind,
    step,
    busy: step === 'sending' || step === 'waiting',
    error: sent.error,
    act: (kind, text) => sent.mutate({ kind, text, key: newKey(), before: incident }),
    again: () => wish && sent.mutate(wish),
  }
}
