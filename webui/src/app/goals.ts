import type { FleetPath } from '../api/fleet'
import type { PathState } from '../api/types'
import { STATES } from '../format/states'

/** Where the palette can go. */
export type Goal =
  | { kind: 'screen'; key: string; name: string; hint: string; to: Screen }
  | {
      kind: 'path'
      key: string
      name: string
      hint: string
      probe: string
      target: string
      state: PathState
    }

type Screen = '/' | '/mesh' | '/map' | '/incidents' | '/live' | '/probes' | '/accounts'

const SCREENS: [name: string, to: Screen][] = [
  ['Paths', '/'],
  ['Mesh', '/mesh'],
  ['Map', '/map'],
  ['Incidents', '/incidents'],
  ['Live', '/live'],
  ['Probes', '/probes'],
  ['Accounts', '/accounts'],
]
const MOST_PATHS = 30

/** Screens, then paths, the worst first, in which each word of `q` occurs. */
export function goalsOf(paths: readonly FleetPath[], q: string, admin: boolean): Goal[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const goals: Goal[] = SCREENS.filter(
    ([name, to]) =>
      (admin || to !== '/accounts') && words.every((word) => name.toLowerCase().includes(word)),
  ).map(([name, to]) => ({ kind: 'screen', key: to, name, hint: 'screen', to }))
  const most = goals.length + MOST_PATHS
  for (const { key, probe, target, state, text } of paths) {
    if (goals.length === most) break
    if (!words.every((word) => text.includes(word))) continue
    const name = `${probe} → ${target}`
    goals.push({ kind: 'path', key, name, hint: STATES[state].word, probe, target, state })
  }
  return goals
}
