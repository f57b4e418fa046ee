import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Kind, type Things, make, remove, replace } from '../api/configuration'
import { type Message, msg, t } from '../language/text'
import { offer } from './undo'

/** What is said of each kind of thing: in some languages its name bends the words around it. */
const REMOVED: Record<Kind, Message> = {
  schedules: msg('The schedule {id} is removed.'),
  thresholds: msg('The rule {id} is removed.'),
  channels: msg('The channel {id} is removed.'),
}
const MADE: Record<Kind, Message> = {
  schedules: msg('The schedule {id} is made.'),
  thresholds: msg('The rule {id} is made.'),
  channels: msg('The channel {id} is made.'),
}
const SAVED: Record<Kind, Message> = {
  schedules: msg('The schedule {id} is saved as version {version}.'),
  thresholds: msg('The rule {id} is saved as version {version}.'),
  channels: msg('The channel {id} is saved as version {version}.'),
}

/** A wish: the thing as it was read, undefined where it is to be new, and what it shall be. */
export interface Wish<T> {
  id: string
  before: T | undefined
  body: object
}

/** Saves a thing as new, or as a change of what was read; the list shows it at once. */
export function useSaving<K extends Kind>(kind: K) {
  const queries = useQueryClient()
  type Thing = Things[K]
  return useMutation<Thing, unknown, Wish<Thing>>({
    mutationFn: ({ id, before, body }) =>
      before === undefined ? make(kind, id, body) : replace(kind, id, before.version, body),
    onSuccess: (after, { before }) => {
      show(queries, kind, after)
      offerBack(queries, kind, before, after)
    },
    onSettled: () => settle(queries, kind),
  })
}

/** Switches a thing on or off: shown before the server has answered, and taken back where it refuses. */
export function useSwitching<K extends Kind>(kind: K) {
  const queries = useQueryClient()
  type Thing = Things[K]
  return useMutation<Thing, unknown, Thing, Thing[] | undefined>({
    mutationFn: (thing) =>
      replace(kind, thing.id, thing.version, { ...thing, enabled: !thing.enabled }),
    onMutate: async (thing) => {
      await queries.cancelQueries({ queryKey: [kind], exact: true })
      const all = queries.getQueryData<Thing[]>([kind])
      show(queries, kind, { ...thing, enabled: !thing.enabled })
      return all
    },
    onError: (_error, _thing, all) => queries.setQueryData<Thing[]>([kind], all),
    onSuccess: (after, before) => {
      show(queries, kind, after)
      offerBack(queries, kind, before, after)
    },
    onSettled: () => settle(queries, kind),
  })
}

/**
 * Removes a thing; it can be had back. Whoever shows it goes away before it is gone; whoever has left
 * meanwhile stays where they are.
 */
export function useRemoving<K extends Kind>(kind: K, onGone: () => void) {
  const queries = useQueryClient()
  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  type Thing = Things[K]
  return useMutation({
    mutationFn: (thing: Thing) => remove(kind, thing.id, thing.version),
    onSuccess: (_, thing) => {
      if (isShown.current) onGone()
      hide(queries, kind, thing.id)
      offer({
        kind,
        what: t(REMOVED[kind], { id: thing.id }),
        undo: async () => show(queries, kind, await make(kind, thing.id, thing)),
      })
    },
    onSettled: () => settle(queries, kind),
  })
}

/** The list has it so from now on: whatever is pressed next is about this version. */
function show<K extends Kind>(queries: QueryClient, kind: K, thing: Things[K]): void {
  queries.setQueryData<Things[K][]>([kind], (all) => withThing(all, thing))
}

function hide<K extends Kind>(queries: QueryClient, kind: K, gone: string): void {
  queries.setQueryData<Things[K][]>([kind], (all) => all?.filter(({ id }) => id !== gone))
}

function settle(queries: QueryClient, kind: Kind): Promise<unknown> {
  return Promise.all([
    queries.invalidateQueries({ queryKey: [kind] }),
    queries.invalidateQueries({ queryKey: ['changes', kind] }),
    queries.invalidateQueries({ queryKey: ['outlook'] }),
  ])
}

function withThing<T extends { id: string }>(all: T[] | undefined, one: T): T[] | undefined {
  const others = all?.filter(({ id }) => id !== one.id)
  if (all === undefined || others === undefined) return undefined
  return others.length < all.length
    ? all.map((other) => (other.id === one.id ? one : other))
    : [...others, one]
}

function offerBack<K extends Kind>(
  queries: QueryClient,
  kind: K,
  before: Things[K] | undefined,
  after: Things[K],
): void {
  const { id, version } = after
  if (before === undefined) {
    const undo = async (): Promise<void> => {
      await remove(kind, id, version)
      hide(queries, kind, id)
    }
    offer({ kind, what: t(MADE[kind], { id }), undo })
  } else if (before.version !== version) {
    const what = t(SAVED[kind], { id, version: version ?? '–' })
    const undo = async (): Promise<void> =>
      show(queries, kind, await replace(kind, id, version, before))
    offer({ kind, what, undo })
  }
}
