import { describe, expect, test } from 'vitest'
import type { LiveEvent } from '../api/live'
import type { Result } from '../api/types'
import { Feed, type Source } from './feed'
import { liveSearch, matching } from './search'

const result = (probe: string, outcome: Result['outcome'] = { type: 'measured' }): LiveEvent => ({
  kind: 'result',
  value: {
    probe,
    target: 'shop',
    check: 'ping',
    test: 'ping',
    family: 'ipv4',
    tier: 1,
    outcome,
    metrics: { rttMeanUs: 1_240, lossRatio: 0 },
    quality: { simulated: true },
  } as unknown as Result,
})

/** A feed whose frames the test draws. */
function started(most?: number) {
  const frames: (() => void)[] = []
  const feed = new Feed({ now: () => 1_000, frame: (run) => void frames.push(run) }, most)
  let event: (event: LiveEvent | undefined) => void = () => undefined
  let gap: (dropped: number | undefined) => void = () => undefined
  const left: string[] = []
  const source: Source = {
    events: (listener) => ((event = listener), () => void left.push('events')),
    gaps: (listener) => ((gap = listener), () => void left.push('gaps')),
  }
  const end = feed.listen(source)
  let drawn = 0
  feed.watch(() => drawn++)
  return {
    feed,
    send: (...events: (LiveEvent | undefined)[]) => events.forEach((one) => event(one)),
    gap: (dropped?: number) => gap(dropped),
    frame: () => frames.splice(0).forEach((run) => run()),
    drawn: () => drawn,
    frames,
    end,
    left,
    texts: () => feed.shown().entries.map(({ text }) => text),
  }
}

describe('the feed', () => {
  test('takes over what came once a frame, the newest first', () => {
    const { send, frame, drawn, feed, frames } = started()
    send(result('a'), result('b', { type: 'timed-out', afterUs: 1_000_000 }))
    expect(frames).toHaveLength(1)
    expect(feed.shown().entries).toEqual([])
    frame()
    expect(drawn()).toBe(1)
    expect(feed.shown().entries).toMatchObject([
      { n: 1, probe: 'b', unwell: true, look: { word: 'No answer' } },
      {
        n: 0,
        probe: 'a',
        unwell: false,
        text: 'ping: 1.24\u00a0ms · 0\u00a0% loss',
        simulated: true,
      },
    ])
  })

  test('keeps the newest, however many come and whether anybody looks', () => {
    const { send, frame, feed, frames } = started(10)
    for (let i = 0; i < 95; i++) send(result(`p${i}`))
    expect(frames).toHaveLength(1)
    frame()
    const { entries, total } = feed.shown()
    expect(total).toBe(95)
    expect(entries.map(({ n }) => n)).toEqual([94, 93, 92, 91, 90, 89, 88, 87, 86, 85])
  })

  test('holds still while it is paused, and goes on with what waited', () => {
    const { send, frame, feed, texts } = started()
    send(result('a'))
    frame()
    feed.pause(true)
    send(result('b'), result('c'))
    frame()
    expect(texts()).toHaveLength(1)
    expect(feed.shown()).toMatchObject({ paused: true, waiting: 2, total: 3 })
    feed.pause(false)
    expect(texts()).toHaveLength(3)
    expect(feed.shown()).toMatchObject({ paused: false, waiting: 0 })
  })

  test('marks where events are missing, and not where a stream was resumed', () => {
    const { send, gap, frame, texts } = started()
    send(undefined)
    gap(7)
    gap()
    frame()
    expect(texts()).toEqual([
      'the stream was away: what came meanwhile is not here',
      'at least 7 events are not here',
    ])
  })

  test('tells of decisions and incidents in their own words', () => {
    const { send, frame, feed } = started()
    const decision = { probe: 'a', target: 'b', to: 'diagnosing', text: 'confirmed' }
    const incident = { id: 'i-1', state: 'open', sentence: 'The shop is slow' }
    send(
      { kind: 'escalation', value: decision as never },
      { kind: 'incident', value: incident as never },
    )
    frame()
    expect(feed.shown().entries).toMatchObject([
      { kind: 'incident', incident: 'i-1', text: 'The shop is slow', unwell: true },
      { kind: 'escalation', probe: 'a', text: 'confirmed', look: { word: 'Diagnosing' } },
    ])
  })

  test('leaves no listener behind', () => {
    const { end, left } = started()
    end()
    expect(left).toEqual(['events', 'gaps'])
  })
})

describe('the filter', () => {
  test('stands in the URL', () => {
    expect(liveSearch({ q: 5, kind: ['incident', 'odd'], unwell: true })).toEqual({
      q: '5',
      kind: ['incident'],
      unwell: true,
    })
    expect(liveSearch({ kind: 'result', unwell: 'yes' })).toEqual({ kind: ['result'] })
  })

  test('leaves what has each word, is of the kind and is wrong; and every gap', () => {
    const { send, gap, frame, feed } = started()
    send(result('fra-1'), result('nyc-1', { type: 'refused', reason: 'not allowed' }))
    gap(1)
    frame()
    const left = (search: object): string[] =>
      matching(feed.shown().entries, search).map(({ kind, probe }) => probe || kind)
    expect(left({})).toEqual(['gap', 'nyc-1', 'fra-1'])
    expect(left({ q: 'FRA ping' })).toEqual(['gap', 'fra-1'])
    expect(left({ unwell: true })).toEqual(['gap', 'nyc-1'])
    expect(left({ kind: ['incident'] })).toEqual(['gap'])
  })
})
