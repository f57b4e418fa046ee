import type { Threshold } from '../api/configuration'
import { type Overlap, overlaps, shadow } from './rank'

/** What is odd about a rule beside the others; undefined where nothing is. */
export function troubleOf(rule: Threshold, all: readonly Threshold[]): string | undefined {
  const by = shadow(rule, all)
  if (by !== undefined) {
    return `It never decides: ${by.id} takes all of its paths${by.enabled ? '' : ', and is switched off'}.`
  }
  const tied = overlaps(rule, all).find(({ tie }) => tie)
  return (
    tied && `It is as specific as ${tied.other.id}: where both are for a path, their names decide.`
  )
}

/** Which of the two decides, and where. */
export function verdict({ loses, total }: Pick<Overlap<unknown>, 'loses' | 'total'>): string {
  if (loses) return total ? 'takes all of its paths' : 'decides where both are for a path'
  return total ? 'never decides beside it' : 'gives way where both are for a path'
}
