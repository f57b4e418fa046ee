import type { Decision, TierState } from '../api/incidents'
import { msg } from '../language/text'
import type { Frame, Palette, Pen } from './smoke'
import type { Stretch } from './window'

/** A time that a path spent in one state; milliseconds since 1970. */
export interface TierSpan extends Stretch {
  state: TierState
}

/**
 * The states that a path went through, by its decisions, oldest first, cut to a stretch of time that
 * ends now at the latest. Before the first decision it was where that one found it.
 */
export function spansOf(decisions: Decision[], { from, to }: Stretch, nowMs: number): TierSpan[] {
  const end = Math.min(to, nowMs)
  const spans: TierSpan[] = []
  let state: TierState = decisions[0]?.from ?? 'healthy'
  let since = from
  for (const { at, to: next } of decisions) {
    const time = Date.parse(at)
    if (time >= end) break
    if (next === state) continue
    if (time > since) spans.push({ from: since, to: time, state })
    since = Math.max(since, time)
    state = next
  }
  if (end > since) spans.push({ from: since, to: end, state })
  return spans
}

/** How deep the system looks in a state: the row of the timeline, from the bottom. */
export const LEVELS: Record<TierState, 0 | 1 | 2 | 3> = {
  unproven: 0,
  healthy: 0,
  silent: 0,
  unknown: 0,
  suspect: 1,
  recovering: 1,
  diagnosing: 2,
  analysing: 3,
}

/** The names of the rows, from the bottom. */
export const LEVEL_WORDS = [
  msg('None||of broken limits'),
  msg('Suspect||a row of the timeline'),
  msg('Tier 2'),
  msg('Tier 3'),
] as const

/** The timeline: a bar in the row of each state, and a tick for each deeper test that was ordered. */
export function drawTiers(
  pen: Pen,
  frame: Frame,
  spans: TierSpan[],
  decisions: Decision[],
  palette: Palette,
): void {
  const row = frame.height / LEVEL_WORDS.length
  for (const { from, to, state } of spans) {
    const left = Math.max(frame.left, frame.xOf(from / 1_000))
    const right = Math.min(frame.left + frame.width, frame.xOf(to / 1_000))
    if (right <= left) continue
    const level = LEVELS[state]
    const bottom = frame.top + frame.height - level * row
    pen.fillStyle = colourOf(state, palette)
    pen.globalAlpha = level === 0 ? 0.55 : 0.9
    const thick = row * (level === 0 ? 0.35 : 0.7)
    const wide = Math.max(2 * frame.scale, right - left)
    pen.fillRect(left, bottom - row / 2 - thick / 2, wide, thick)
  }
  pen.globalAlpha = 1
  pen.fillStyle = palette.text
  for (const { at, step } of decisions) {
    if (step !== 'deepened') continue
    const x = frame.xOf(Date.parse(at) / 1_000)
    if (x < frame.left || x > frame.left + frame.width) continue
    pen.fillRect(x - frame.scale, frame.top, 2 * frame.scale, frame.height)
  }
}

function colourOf(state: TierState, palette: Palette): string {
  switch (state) {
    case 'healthy':
      return palette.healthy
    case 'suspect':
      return palette.breaching
    case 'diagnosing':
    case 'analysing':
      return palette.failed
    case 'recovering':
    case 'silent':
      return palette.stale
    case 'unproven':
    case 'unknown':
      return palette.text
  }
}

/** The span at a moment. */
export const spanAt = (spans: TierSpan[], ms: number): TierSpan | undefined =>
  spans.find(({ from, to }) => ms >= from && ms < to)
