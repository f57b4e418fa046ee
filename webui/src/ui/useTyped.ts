import { type FocusEvent, useState } from 'react'

/** What a field shows, and how it is written. */
export interface Typed<T> {
  value: T
  write: (value: T) => void
  /** Of the field, or of what is around several. */
  around: { onBlur: (event: FocusEvent<HTMLElement>) => void }
}

/**
 * A value that stands in the URL, while somebody types it. The URL follows a moment later, and a field
 * that waits for it moves its caret to the end: until it is left, it shows what was written here.
 */
export function useTyped<T>(value: T, write: (value: T) => void): Typed<T> {
  const [own, setOwn] = useState<{ value: T }>()
  return {
    value: own === undefined ? value : own.value,
    write: (next) => {
      setOwn({ value: next })
      write(next)
    },
    around: {
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOwn(undefined)
      },
    },
  }
}
