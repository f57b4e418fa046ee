import { useEffect, useRef, useState } from 'react'
import { type Kind, type Things, useThings } from '../api/configuration'
import { problemOf } from '../api/client'
import type { Errors } from '../form/draft'
import { useSaving } from './edits'

/** A form on its way: what it began with, what others did meanwhile, and how saving went. */
export interface Editing<T> {
  /** What is changed, as it was read last; undefined where it is new. */
  base: T | undefined
  /** As it is now; undefined where it is gone. */
  theirs: T | undefined
  /** Whether somebody else changed or removed it since it was read. */
  overtaken: boolean
  /** Whether there is one of the new one's name already. */
  taken: boolean
  busy: boolean
  error: unknown
  /** From now on this is what is changed. */
  rebase: (thing: T | undefined) => void
  save: (id: string, body: object, over?: { base: T | undefined }) => void
}

export function useEditing<K extends Kind>(
  kind: K,
  before: Things[K] | undefined,
  onSaved: (thing: Things[K]) => void,
): Editing<Things[K]> {
  const [base, setBase] = useState(before)
  const { data } = useThings(kind)
  const saving = useSaving(kind)
  const all = data as Things[K][] | undefined
  const theirs = base && all?.find(({ id }) => id === base.id)
  const settled = !saving.isPending && !saving.isSuccess
  const status = saving.isError ? problemOf(saving.error).status : 0
  const overtaken =
    base !== undefined && all !== undefined && settled && theirs?.version !== base.version
  const taken = base === undefined && status === 412
  return {
    base,
    theirs,
    overtaken,
    taken,
    busy: saving.isPending,
    error: saving.isError && !overtaken && !taken ? saving.error : undefined,
    rebase: (thing) => {
      setBase(thing)
      saving.reset()
    },
    save: (id, body, over = { base }) => {
      setBase(over.base)
      saving.mutate({ id, before: over.base, body }, { onSuccess: onSaved })
    },
  }
}

/** What there is, or was last: a form outlives what it changes, when somebody else removes that. */
export function useHeld<T>(thing: T | undefined): T | undefined {
  const [held, setHeld] = useState(thing)
  if (thing !== undefined && thing !== held) setHeld(thing)
  return thing ?? held
}

/**
 * Brings the first field that is wrong under the cursor, once for each attempt, and not where
 * somebody went on with the form meanwhile.
 */
export function useFirstWrong(errors: Errors, attempt: number) {
  const form = useRef<HTMLFormElement>(null)
  const over = useRef(0)
  const wrong = Object.keys(errors).length > 0
  useEffect(() => {
    const box = form.current
    const goesOn = (): void => {
      over.current = attempt
    }
    box?.addEventListener('input', goesOn)
    box?.addEventListener('click', goesOn)
    return () => {
      box?.removeEventListener('input', goesOn)
      box?.removeEventListener('click', goesOn)
    }
  }, [attempt])
  useEffect(() => {
    if (over.current === attempt || !wrong) return
    over.current = attempt
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid]')
    field?.closest('details')?.setAttribute('open', '')
    field?.focus()
  }, [attempt, wrong])
  return form
}

/** A value once it has not changed for a while; compared by its JSON. */
export function useSettled<T>(value: T, ms: number): T {
  const text = JSON.stringify(value)
  const newest = useRef(value)
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    newest.current = value
  })
  useEffect(() => {
    const timer = setTimeout(() => setSettled(newest.current), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return settled
}
