import type { Point } from '../api/types'
import { percent } from '../format/numbers'
import { metricValue, metricWord } from '../format/words'
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
  const { past } = PERIODS[period]
  const [is, was] = [totalsOf(now), totalsOf(earlier)]
  if (was.results === 0) return `No result ${past} to compare with.`
  if (is.results === 0) return `No result in this time to compare with ${past}.`
  return [valueWords(is.meanUs, was.meanUs, headline, past), lossWords(is, was)]
    .filter((words) => words !== '')
    .join(' ')
}

function valueWords(is: number | null, was: number | null, headline: string, past: string): string {
  const word = metricWord(headline)
  const mean = word.startsWith('mean') ? capital(word) : `Mean ${word}`
  if (is === null && was === null) return ''
  if (is === null) {
    const before = metricValue(headline, was ?? 0)
    return `Nothing was measured; ${past} the ${mean.toLowerCase()} was ${before}.`
  }
  if (was === null) return `${mean} ${metricValue(headline, is)}; ${past} nothing was measured.`
  const values = `${metricValue(headline, is)}, was ${metricValue(headline, was)}`
  const share = was === 0 ? 0 : is / was - 1
  if (Math.abs(share) < ALIKE) return `${mean} as ${past}: ${values}.`
  if (share >= 1) {
    return `${mean} ${Number((share + 1).toFixed(1))} times that of ${past}: ${values}.`
  }
  const by = `${Math.round(Math.abs(share) * 100)}\u00a0%`
  return `${mean} ${by} ${share > 0 ? 'more' : 'less'} than ${past}: ${values}.`
}

function lossWords(
  is: { lossRatio: number | null; unanswered: number },
  was: { lossRatio: number | null; unanswered: number },
): string {
  const parts: string[] = []
  if (is.lossRatio !== null && was.lossRatio !== null && is.lossRatio !== was.lossRatio) {
    parts.push(`loss ${percent(is.lossRatio)}, was ${percent(was.lossRatio)}`)
  }
  if (is.unanswered !== was.unanswered) {
    parts.push(`${is.unanswered} failed, was ${was.unanswered}`)
  }
  return parts.length === 0 ? '' : `${capital(parts.join('; '))}.`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
