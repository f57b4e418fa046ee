import { describe, expect, test } from 'vitest'
import type { Spark, Sparks } from '../api/fleet'
import { rowsOf } from './samples'
import { sparkShape } from './sparkShape'
import { SparkBook, sparkKey } from './sparks'

const spark = (probe: string, meanUs: (number | null)[] = [1]): Spark => ({
  probe,
  target: 't',
  check: 'ping',
  family: 'ipv4',
  headline: 'rttMeanUs',
  unanswered: meanUs.map((mean) => (mean === null ? 1 : 0)),
  minUs: meanUs,
  meanUs,
  p95Us: meanUs.map((mean) => mean && mean * 2),
})

/** A world whose time and answers the test makes. */
function world() {
  const asked: (readonly string[])[] = []
  const timers: (() => void)[] = []
  const answers: ((sparks: Sparks | Error) => void)[] = []
  const it = {
    at: 0,
    asked,
    ask: (series: readonly string[]) => {
      asked.push(series)
      return new Promise<Sparks>((answer, fail) =>
        answers.push((sparks) => (sparks instanceof Error ? fail(sparks) : answer(sparks))),
      )
    },
    now: () => it.at,
    later: (run: () => void) => void timers.push(run),
    tick: () => timers.splice(0).forEach((run) => run()),
    answer: async (sparks: Spark[] | Error) => {
      answers.shift()?.(
        sparks instanceof Error ? sparks : { from: '', stepUs: 120_000_000, items: sparks },
      )
      await Promise.resolve().then(() => undefined)
      await new Promise((settled) => setTimeout(settled))
    },
  }
  return it
}

describe('the book of lines', () => {
  test('asks once for what is on the screen when scrolling has ended', async () => {
    const its = world()
    const book = new SparkBook(its)
    book.want(['a t ping'])
    book.want(['b t ping', 'c t ping'])
    its.tick()
    expect(its.asked).toEqual([['b t ping', 'c t ping']])
    await its.answer([spark('b')])
    expect(book.of('b t ping')).toMatchObject({ probe: 'b' })
    expect(book.of('c t ping')).toBeUndefined()
    expect(book.of('a t ping')).toBeNull()
    book.want(['b t ping'])
    its.tick()
    expect(its.asked).toHaveLength(1)
    its.at += 60_001
    book.want(['b t ping'])
    its.tick()
    expect(its.asked).toHaveLength(2)
  })

  test('asks for forty at a time and one question at a time', async () => {
    const its = world()
    const book = new SparkBook(its)
    const all = Array.from({ length: 50 }, (_, i) => `p${i} t ping`)
    book.want(all)
    its.tick()
    book.want(all)
    its.tick()
    expect(its.asked.map((series) => series.length)).toEqual([40])
    await its.answer([])
    its.tick()
    expect(its.asked.map((series) => series.length)).toEqual([40, 10])
  })

  test('goes on after a failure', async () => {
    const its = world()
    const book = new SparkBook(its)
    book.want(['a t ping'])
    its.tick()
    await its.answer(new Error('away'))
    expect(book.of('a t ping')).toBeNull()
    its.tick()
    expect(its.asked).toHaveLength(2)
  })

  test('keeps no more than a long walk down the list', async () => {
    const its = world()
    const book = new SparkBook(its)
    for (let i = 0; i < 2_100; i += 30) {
      book.want(Array.from({ length: 30 }, (_, j) => `p${i + j} t ping`))
      its.tick()
      await its.answer([])
    }
    expect(book.of('p0 t ping')).toBeNull()
    expect(book.of('p2099 t ping')).toBeUndefined()
  })
})

test('the series of a row is that of its latency, else of the check that failed', () => {
  const rows = rowsOf(
    { probe: 'a', target: 'x', state: 'failing', reason: 'web: 503' },
    { probe: 'b', target: 'x', state: 'unproven' },
    { probe: 'c', target: 'x', state: 'healthy', latencyUs: 5 },
  )
  expect(rows.map(sparkKey)).toEqual(['a x web', undefined, 'c x ping'])
})

test('a line breaks where nothing was measured, and a lone point is a dot', () => {
  const shape = sparkShape(spark('a', [10, 20, null, 40]), 40, 33)
  expect(shape.line).toBe('M5.0 27.1L15.0 22.3M35.0 12.5h0.01')
  expect(shape.band.split('Z')).toHaveLength(3)
  expect(shape).toMatchObject({ gaps: [25], least: 10, most: 80, unanswered: 1 })
  expect(sparkShape(spark('a', [null]), 40, 30)).toMatchObject({ line: '', band: '', most: null })
})
