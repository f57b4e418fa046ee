import type { Point } from '../api/types'
import { decimal, percent } from '../format/numbers'
import { metricValue, metricWord } from '../format/words'
import { t, within } from '../language/text'
import { totalsOf } from './columns'
import { PERIODS, type PeriodName } from './ranges'

/** The points of an earlier time as if they were later by so much. */
export function movedBy(points: Point[], ms: number): Point[] {
  return points.map((point) => ({
    ...point,
    at: new Date(Date.parse(point.at) + ms).toISOString(),
  }))
}

/** Less than this share is no difference that anybody would see. */
const ALIKE = 0.05

/** What has changed against another period, as a sentence. */
export function differenceWords(
  now: Point[],
  earlier: Point[],
  headline: string,
  period: PeriodName,
): string {
  const past = t(PERIODS[period].past)
  const [is, was] = [totalsOf(now), totalsOf(earlier)]
  if (was.results === 0) return t('No result {past} to compare with.', { past })
  if (is.results === 0) {
    return t('No result in this time to compare with {past}.', { past })
  }
  return [valueWords(is.meanUs, was.meanUs, headline, past), lossWords(is, was)]
    .filter((words) => words !== '')
    .join(' ')
}

/** What the mean of a check's main number is called. */
export function meanWord(headline: string): string {
  const metric = metricWord(headline)
  return headline === 'rttMeanUs' ? metric : t('mean {metric}', { metric })
}

function valueWords(is: number | null, was: number | null, headline: string, past: string): string {
  const mean = capital(meanWord(headline))
  if (is === null && was === null) return ''
  if (is === null) {
    const before = metricValue(headline, was ?? 0)
    return t('Nothing was measured; {past} the {mean} was {before}.', {
      past,
      mean: within(meanWord(headline)),
      before,
    })
  }
  const now = metricValue(headline, is)
  if (was === null) return t('{mean} {now}; {past} nothing was measured.', { mean, now, past })
  const said = { mean, now, was: metricValue(headline, was), past }
  const share = was === 0 ? 0 : is / was - 1
  if (Math.abs(share) < ALIKE) return t('{mean} as {past}: {now}, was {was}.', said)
  if (share >= 1) {
    const times = decimal(String(Number((share + 1).toFixed(1))))
    return t('{mean} {times} times that of {past}: {now}, was {was}.', { ...said, times })
  }
  const by = `${Math.round(Math.abs(share) * 100)}\u00a0%`
  return share > 0
    ? t('{mean} {by} more than {past}: {now}, was {was}.', { ...said, by })
    : t('{mean} {by} less than {past}: {now}, was {was}.', { ...said, by })
}

function lossWords(
  is: { lossRatio: number | null; unanswered: number },
  was: { lossRatio: number | null; unanswered: number },
): string {
  const parts: string[] = []
  if (is.lossRatio !== null && was.lossRatio !== null && is.lossRatio !== was.lossRatio) {
    parts.push(
      t('loss {now}, was {was}', { now: percent(is.lossRatio), was: percent(was.lossRatio) }),
    )
  }
  if (is.unanswered !== was.unanswered) {
    parts.push(t('{n} failed, was {was}', { n: is.unanswered, was: was.unanswered }))
  }
  return parts.length === 0 ? '' : `${capital(parts.join('; '))}.`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
