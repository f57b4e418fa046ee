import type { FleetPath } from '../api/fleet'
import type { PathState } from '../api/types'
import { STATES } from '../format/states'
import { t } from '../language/text'
import { SCREENS, type To } from './screens'

/** Where the palette can go. */
export type Goal =
  | { kind: 'screen'; key: string; name: string; hint: string; to: To }
  | { kind: 'shortcuts'; key: string; name: string; hint: string }
  | {
      /** To its page, or to a test of it. */
      kind: 'path' | 'test'
      key: string
      name: string
      hint: string
      probe: string
      target: string
      state: PathState
    }

const MOST_PATHS = 30

/** The switch of keys that are pressed alone; whoever needs it must find it from everywhere. */
const shortcuts = (): Goal => ({
  kind: 'shortcuts',
  key: 'shortcuts',
  name: t('Single-key shortcuts on or off'),
  hint: t('keys'),
})

/**
 * Screens, then paths, the worst first, in which each word of `q` occurs; after the word "test" the
 * paths are tested.
 */
export function goalsOf(paths: readonly FleetPath[], q: string, admin: boolean): Goal[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const goals: Goal[] = []
  for (const { name: short, long = short, to, right } of SCREENS) {
    if (right && !admin) continue
    const name = t(long)
    if (!words.every((word) => name.toLowerCase().includes(word))) continue
    goals.push({ kind: 'screen', key: to, name, hint: t('screen'), to })
  }
  const keys = shortcuts()
  if (words.length > 0 && words.every((word) => keys.name.toLowerCase().includes(word))) {
    goals.push(keys)
  }
  const testing = words[0] === 'test' && words.length > 1
  const wanted = testing ? words.slice(1) : words
  const most = goals.length + MOST_PATHS
  for (const { key, probe, target, state, text } of paths) {
    if (goals.length === most) break
    if (!wanted.every((word) => text.includes(word))) continue
    const path = `${probe} → ${target}`
    const name = testing ? t('Test {path}', { path }) : path
    const kind = testing ? 'test' : 'path'
    goals.push({ kind, key, name, hint: t(STATES[state].word), probe, target, state })
  }
  return goals
}
