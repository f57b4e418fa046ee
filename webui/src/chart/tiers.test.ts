import { describe, expect, test } from 'vitest'
import type { Decision, TierState } from '../api/incidents'
import { FRAME, PALETTE, Recorder } from './recorder'
import { drawTiers, spanAt, spansOf } from './tiers'

const START = Date.UTC(2026, 0, 1)
const at = (second: number): number => START + second * 1_000

const decision = (second: number, step: string, from: TierState, to: TierState): Decision => ({
  id: `${second}`,
  probe: 'fra',
  target: 'shop',
  at: new Date(at(second)).toISOString(),
  step,
  from,
  to,
  tier: 2,
  reason: '',
  text: '',
  simulated: false,
})

const STORY = [
  decision(20, 'suspected', 'healthy', 'suspect'),
  decision(30, 'confirmed', 'suspect', 'diagnosing'),
  decision(30, 'deepened', 'diagnosing', 'diagnosing'),
  decision(90, 'recovered', 'diagnosing', 'healthy'),
]

describe('the timeline of tiers', () => {
  test('begins where the first decision found the path, and ends now', () => {
    expect(spansOf(STORY, { from: at(0), to: at(200) }, at(100))).toEqual([
      { from: at(0), to: at(20), state: 'healthy' },
      { from: at(20), to: at(30), state: 'suspect' },
      { from: at(30), to: at(90), state: 'diagnosing' },
      { from: at(90), to: at(100), state: 'healthy' },
    ])
  })

  test('knows of decisions before its stretch, and leaves out those after', () => {
    const spans = spansOf(STORY, { from: at(40), to: at(60) }, at(100))
    expect(spans).toEqual([{ from: at(40), to: at(60), state: 'diagnosing' }])
    expect(spanAt(spans, at(50))?.state).toBe('diagnosing')
    expect(spanAt(spans, at(60))).toBeUndefined()
  })

  test('is healthy where nothing was ever decided', () => {
    expect(spansOf([], { from: at(0), to: at(10) }, at(10))).toEqual([
      { from: at(0), to: at(10), state: 'healthy' },
    ])
  })

  test('draws the deeper the higher, and a tick where a tier was ordered', () => {
    const pen = new Recorder()
    const spans = spansOf(STORY, { from: at(0), to: at(100) }, at(100))
    drawTiers(pen.pen, FRAME, spans, STORY, PALETTE)
    expect(pen.rects).toEqual([
      'green 0.55 0,83.13 40x8.75',
      'amber 0.9 40,53.75 20x17.5',
      'red 0.9 60,28.75 120x17.5',
      'green 0.55 180,83.13 20x8.75',
      'text 1 59,0 2x100',
    ])
  })
})
