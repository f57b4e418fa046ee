import { useMemo, useSyncExternalStore } from 'react'
import { useMe } from '../account/me'
import { tell } from '../api/client'
import { type Underway, Wishes } from './wishes'

/** What is wanted of incidents, on whichever screen somebody is meanwhile. */
export const wishes = new Wishes(({ kind, text, assignee, key, before: { id } }) =>
  tell(
    `/incidents/${encodeURIComponent(id)}/actions`,
    { kind, text, ...(assignee !== undefined && { assignee }) },
    key,
  ),
)

/** What whoever sits here wants, the oldest first. */
export function useUnderway(): readonly Underway[] {
  const { name } = useMe()
  const all = useSyncExternalStore(wishes.watch, wishes.underway)
  return useMemo(() => all.filter(({ wish }) => wish.by === name), [all, name])
}
