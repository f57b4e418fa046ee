import { span } from '../format/numbers'
import { plural } from '../language/plural'
import { t } from '../language/text'

/** Which of so many is shown so long after the first one was. */
export const turnAt = (shownMs: number, everyS: number, count: number): number =>
  count === 0 ? 0 : Math.floor(Math.max(0, shownMs) / (everyS * 1_000)) % count

/** How old the data is, and whether that is as it should be. */
export interface Age {
  words: string
  /** Why it is older than it should be; absent where it is not. */
  why?: string
}

/** Without a stream, the page asks every 10 s. */
const OLD_MS = 25_000
/** With a stream that tells nothing the page asks every minute. */
const SILENT_MS = 90_000

/**
 * How old the data on the screen is, said plainly.
 *
 * @param failed why the newest question had no answer
 */
export function ageOf(
  dataAt: number,
  nowMs: number,
  isLive: boolean,
  failed: string | undefined,
): Age {
  const old = nowMs - dataAt
  const words = t('Data {age} old', { age: span(Math.max(1, Math.floor(old / 1_000)) * 1e6) })
  if (failed !== undefined) return { words, why: failed }
  if (!isLive && old >= OLD_MS) return { words, why: t('The stream is interrupted') }
  if (old >= SILENT_MS) return { words, why: t('Nothing new has come') }
  return { words }
}

/** How many rows fit in a height; one at least. */
export const rowsThatFit = (heightPx: number, rowPx: number): number =>
  Math.max(1, Math.floor(heightPx / rowPx))

const [LARGEST, SMALLEST, STEPS] = [3, 1, 20]

/** The largest scale at which something fits into a height, which its layout at that scale tells. */
export function scaleThatFits(heightPx: number, heightAt: (scale: number) => number): number {
  for (let step = LARGEST * STEPS; step > SMALLEST * STEPS; step--) {
    if (heightAt(step / STEPS) <= heightPx) return step / STEPS
  }
  return SMALLEST
}

/** A line of what a matrix comes to, with its icon. */
export interface Sum {
  state: 'failing' | 'stale' | 'healthy'
  words: string
}

/**
 * What a matrix comes to: well only where each of its cells is fresh, since an old one says nothing of now.
 *
 * @param bad of the fresh cells
 * @param all of the cells, old ones too
 */
export function sumsOf({ bad, old, all }: { bad: number; old: number; all: number }): Sum[] {
  const missing =
    old === all
      ? t('No path has a fresh result')
      : plural(old, '{n} path without a fresh result', '{n} paths without a fresh result')
  const broken = plural(
    bad,
    '{n} path bad or without an answer',
    '{n} paths bad or without an answer',
  )
  return [
    ...(bad > 0 ? [{ state: 'failing' as const, words: broken }] : []),
    ...(old > 0 ? [{ state: 'stale' as const, words: missing }] : []),
    ...(bad === 0 && old === 0
      ? [{ state: 'healthy' as const, words: t('No path is bad or without an answer') }]
      : []),
  ]
}

/** The script that a page of ours begins with; its name changes with what is in it. */
export const entryOf = (html: string): string | undefined =>
  /<script[^>]*\ssrc="([^"]*\/assets\/[^"]+\.js)"/.exec(html)?.[1]
