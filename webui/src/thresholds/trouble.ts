import type { Threshold } from '../api/configuration'
import { t } from '../language/text'
import { type Overlap, overlaps, shadow } from './rank'

/** What is odd about a rule beside the others; undefined where nothing is. */
export function troubleOf(rule: Threshold, all: readonly Threshold[]): string | undefined {
  const by = shadow(rule, all)
  if (by !== undefined) {
    return by.enabled
      ? t('It never decides: {other} takes all of its paths.', { other: by.id })
      : t('It never decides: {other} takes all of its paths, and is switched off.', {
          other: by.id,
        })
  }
  const tied = overlaps(rule, all).find(({ tie }) => tie)
  return (
    tied &&
    t('It is as specific as {other}: where both are for a path, their names decide.', {
      other: tied.other.id,
    })
  )
}

/** Which of the two decides, and where. */
export function verdict({ loses, total }: Pick<Overlap<unknown>, 'loses' | 'total'>): string {
  if (loses) {
    return t(total ? 'takes all of its paths' : 'decides where both are for a path')
  }
  return t(total ? 'never decides beside it' : 'gives way where both are for a path')
}
