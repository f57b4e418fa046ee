import { type FocusEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { changesBetween, goneFrom, inOrderOf } from './held'

/** A pointer or focus that rests longer than this was left behind: then the list goes on. */
const IDLE_MS = 120_000

const NONE: ReadonlySet<string> = new Set()

/** A list as it is shown. */
export interface HeldOrder<T> {
  items: readonly T[]
  /** The keys of rows that are there only because it is held: what they say is old. */
  gone: ReadonlySet<string>
  /** Rows that come, go or move once it goes on. */
  changes: number
  /** Shows the newest order at once. */
  take: () => void
  /** Of the element around the rows. */
  around: {
    onPointerEnter: (event: { pointerType: string }) => void
    onPointerMove: (event: { pointerType: string }) => void
    onPointerLeave: () => void
    onFocus: () => void
    onKeyDown: () => void
    onBlur: (event: FocusEvent<HTMLElement>) => void
  }
}

interface Held<T> {
  view: unknown
  items: readonly T[]
}

/**
 * Keeps rows where they are while a pointer is over them or one of them has the focus, so that
 * nobody clicks another row than they saw. What a row says stays up to date, unless it has gone.
 *
 * @param view what was asked for: another one is shown at once
 * @param keyOf must be stable
 */
export function useHeldOrder<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  view: unknown,
): HeldOrder<T> {
  const [held, setHeld] = useState<Held<T>>()
  const looks = useRef({ pointer: false, focus: false })
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined)
  const letGo = useCallback(() => {
    clearTimeout(idle.current)
    setHeld(undefined)
  }, [])
  useEffect(() => () => clearTimeout(idle.current), [])

  const stays = held !== undefined && held.view === view
  const shown = useMemo(
    () => (stays ? inOrderOf(held.items, items, keyOf) : items),
    [stays, held, items, keyOf],
  )
  const changes = useMemo(
    () => (stays ? changesBetween(held.items.map(keyOf), items.map(keyOf)) : 0),
    [stays, held, items, keyOf],
  )
  const gone = useMemo(
    () => (stays ? goneFrom(held.items.map(keyOf), items.map(keyOf)) : NONE),
    [stays, held, items, keyOf],
  )
  const hold = (): void => {
    clearTimeout(idle.current)
    idle.current = setTimeout(letGo, IDLE_MS)
    if (!stays) setHeld({ view, items })
  }
  const look = (at: Partial<typeof looks.current>): void => {
    looks.current = { ...looks.current, ...at }
    if (looks.current.pointer || looks.current.focus) hold()
    else letGo()
  }
  const point = ({ pointerType }: { pointerType: string }): void => {
    if (pointerType !== 'touch') look({ pointer: true }) // a finger is not over anything
  }
  return {
    items: shown,
    gone,
    changes,
    take: () => setHeld({ view, items }),
    around: {
      onPointerEnter: point,
      onPointerMove: point,
      onPointerLeave: () => look({ pointer: false }),
      onFocus: () => look({ focus: true }),
      onKeyDown: () => look({}),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) look({ focus: false })
      },
    },
  }
}
