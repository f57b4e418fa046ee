import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Me, Role } from '../api/accounts'
import { type Problem, get, onRefused, onStranger, problemOf, signWith } from '../api/client'

/** What is known of whoever sits here: who it is, or why that is not known; at first neither. */
export interface Known {
  me?: Me
  problem?: Problem
}

let known: Known = {}
const watchers = new Set<() => void>()

/** From now on it is them. */
export function become(me: Me): void {
  signWith(me.csrfToken)
  tell({ me })
}

/** Asks the server who sits here. */
export async function ask(): Promise<void> {
  try {
    become(await get<Me>('/me', {}))
  } catch (error) {
    tell({ problem: problemOf(error) })
  }
}

onStranger(() => {
  if (known.me === undefined) return // the question for it was answered so
  known = {}
  void ask()
})

// another session in another tab, or less rights than before: what is shown must be what is
onRefused(() => {
  get<Me>('/me', {}).then(become, () => undefined)
})

function tell(next: Known): void {
  known = next
  watchers.forEach((watcher) => watcher())
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** What is known, as it changes. */
export function useKnown(): Known {
  return useSyncExternalStore(watch, () => known)
}

export const MeContext = createContext<Me | undefined>(undefined)

/** Who sits here; known wherever a screen is shown. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === undefined) throw new Error('only behind the door')
  return me
}

const ROLES: Role[] = ['viewer', 'maintainer', 'admin']

/** Whether a role includes another one. The server decides; the page only leaves out what it refuses. */
export function includes(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(other)
}

/** Whether whoever sits here may do what takes this role. */
export function useMay(role: Role): boolean {
  return includes(useMe().role, role)
}
