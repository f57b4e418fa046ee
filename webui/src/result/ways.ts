import type { Hop, TracerouteDetails } from '../api/details'
import { duration, percent } from '../format/numbers'
import { t } from '../language/text'
import { lossRatio, lossesOf } from './hops'

/** What became of a hop: `mute` where one of both did not answer, so that nobody can tell. */
export type HopFate = 'same' | 'mute' | 'changed' | 'new' | 'gone'

/** A hop now beside the same place of an earlier way. */
export interface Step {
  fate: HopFate
  now: Hop | undefined
  before: Hop | undefined
}

const SHARED = 3
const MUTE = 0.25
const CHANGED = 0
const SKIPPED = -0.5

const shares = (a: Hop, b: Hop): boolean =>
  a.addresses.some((address) => b.addresses.includes(address))

const isMute = ({ addresses }: Hop): boolean => addresses.length === 0

function fit(a: Hop, b: Hop): number {
  if (shares(a, b)) return SHARED
  return isMute(a) || isMute(b) ? MUTE : CHANGED
}

/**
 * Two ways side by side, so that a hop more or less does not make all that follow look changed: the
 * alignment with the most common routers (Needleman and Wunsch, 1970).
 */
export function stepsOf(now: Hop[], before: Hop[]): Step[] {
  const best = scores(now, before)
  const steps: Step[] = []
  let [i, j] = [now.length, before.length]
  while (i > 0 || j > 0) {
    const [a, b] = [now[i - 1], before[j - 1]]
    const here = best[i]?.[j] ?? 0
    // of several equal ones that in which what changed comes before what is new
    if (a && here === (best[i - 1]?.[j] ?? 0) + SKIPPED) {
      steps.push({ fate: 'new', now: a, before: undefined })
      i--
    } else if (b && here === (best[i]?.[j - 1] ?? 0) + SKIPPED) {
      steps.push({ fate: 'gone', now: undefined, before: b })
      j--
    } else if (a && b) {
      steps.push({ fate: fateOf(a, b), now: a, before: b })
      i--
      j--
    }
  }
  return steps.reverse()
}

function fateOf(a: Hop, b: Hop): HopFate {
  if (shares(a, b)) return 'same'
  return isMute(a) || isMute(b) ? 'mute' : 'changed'
}

/** The best score of the first so many hops of each way. */
function scores(now: Hop[], before: Hop[]): number[][] {
  const best = Array.from({ length: now.length + 1 }, (_, i) =>
    Array.from({ length: before.length + 1 }, (_, j) =>
      i === 0 || j === 0 ? (i + j) * SKIPPED : 0,
    ),
  )
  now.forEach((a, i) =>
    before.forEach((b, j) => {
      const row = best[i + 1]
      if (row === undefined) return
      row[j + 1] = Math.max(
        (best[i]?.[j] ?? 0) + fit(a, b),
        (best[i]?.[j + 1] ?? 0) + SKIPPED,
        (row[j] ?? 0) + SKIPPED,
      )
    }),
  )
  return best
}

/** More than jitter between two runs: so much more than before, and than a share of it. */
const MORE_US = 10_000
const MORE_SHARE = 0.5

/** Whether a hop answers later than it did, by more than chance. */
export function isSlower({ now, before }: Step): boolean {
  const [is, was] = [now?.meanUs, before?.meanUs]
  return is != null && was != null && is >= was + MORE_US && is >= was * (1 + MORE_SHARE)
}

/** The hop from which on every hop that answers is slower than it was. */
export function delayFrom(steps: Step[]): Step | undefined {
  let first: Step | undefined
  for (const step of steps.toReversed()) {
    if (step.now?.meanUs == null) continue
    if (!isSlower(step)) break
    first = step
  }
  return first
}

/** The hop from which on every hop loses packets, and so the way does. */
export function lossFrom(hops: Hop[]): Hop | undefined {
  return hops[lossesOf(hops).indexOf('from-here-on')]
}

/** How a way differs from an earlier one, a sentence each; none where it is as it was. */
export function changeWords(way: TracerouteDetails, steps: Step[]): string[] {
  const [delay, loss] = [delayFrom(steps), lossFrom(way.hops)]
  return [
    ...steps.flatMap(stepWords),
    ...(delay?.now && delay.before
      ? [
          t('The delay begins at {hop}: {now}, was {before}.', {
            hop: hopWords(delay.now),
            now: duration(delay.now.meanUs ?? 0),
            before: duration(delay.before.meanUs ?? 0),
          }),
        ]
      : []),
    ...(loss
      ? [
          t('Packets are lost from {hop} on: {loss}.', {
            hop: hopWords(loss),
            loss: percent(lossRatio(loss)),
          }),
        ]
      : []),
  ]
}

function stepWords({ fate, now, before }: Step): string[] {
  const [address, was] = [now?.addresses[0], before?.addresses[0]]
  if (fate === 'changed' && now && address !== undefined && was !== undefined) {
    return [t('Hop {ttl} changed from {was} to {address}.', { ttl: now.ttl, was, address })]
  }
  if (fate === 'new' && now && address !== undefined) {
    return [t('Hop {ttl}, {address} is new.', { ttl: now.ttl, address })]
  }
  if (fate === 'gone' && before && was !== undefined) {
    return [t('{address} is gone, it was hop {ttl}.', { address: was, ttl: before.ttl })]
  }
  return []
}

const hopWords = ({ ttl, addresses: [address] }: Hop): string =>
  address === undefined ? t('hop {ttl}', { ttl }) : t('hop {ttl}, {address}', { ttl, address })

/** Where a hop stands in the picture: its column, and on which of the two lines. */
export interface Spot {
  step: Step
  column: number
  /** Of the line now; undefined where this step is gone. */
  now: boolean
  /** On the line before, where that left the line now. */
  aside: boolean
}

/** Where each hop is drawn: what both ways share stands on one line. */
export const spotsOf = (steps: Step[]): Spot[] =>
  steps.map((step, column) => ({
    step,
    column,
    now: step.now !== undefined,
    aside: step.fate === 'changed' || step.fate === 'gone',
  }))
