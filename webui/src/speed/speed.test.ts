import { expect, test } from 'vitest'
import { type Store, keep, kept } from './history'
import { Meter, jitter, median, nextPiece } from './meter'
import { OVERDUE, Problem } from '../api/client'
import { Loaded, type Outcome } from './run'

test('a rate is that of the time after the grace', () => {
  const meter = new Meter()
  meter.add(1_000)
  meter.mark(1_000)
  meter.mark(2_000)
  meter.add(500_000)
  meter.mark(3_000)
  expect(meter.mean()).toBe(4_000_000)
  expect(meter.points().map(({ bitsPerSecond }) => bitsPerSecond)).toEqual([8_000, 0, 4_000_000])
})

test('what is over within the grace has a rate, too, and what never began has none', () => {
  const meter = new Meter()
  expect(meter.mean()).toBe(0)
  meter.add(1_000)
  meter.mark(500)
  expect(meter.mean()).toBe(16_000)
})

test('median and jitter', () => {
  expect(median([])).toBeUndefined()
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(median([7])).toBe(7)
  expect(jitter([5])).toBeUndefined()
  expect(jitter([5, 7, 4])).toBe(2.5)
})

test('pieces of an upload grow and shrink to what takes a quarter of a second', () => {
  expect(nextPiece(65_536, 10)).toBe(131_072)
  expect(nextPiece(131_072, 500)).toBe(65_536)
  expect(nextPiece(131_072, 5_000)).toBe(65_536)
  expect(nextPiece(32_768, 5_000)).toBe(32_768)
  expect(nextPiece(1 << 20, 1)).toBe(1 << 20)
  expect(nextPiece(65_536, 0)).toBe(131_072)
})

test('a round trip that hangs under load is counted and does not end the test; a refusal does', async () => {
  const hanging = new Problem('WaddlePerf does not answer', '', 0, OVERDUE)
  const refused = new Problem('Too many requests', '', 429)
  const answers = [7, hanging, 9, hanging, refused]
  const loaded = new Loaded(0)
  const ping = async (): Promise<number> => {
    const answer = answers.shift()
    if (typeof answer !== 'number') throw answer
    return Promise.resolve(answer)
  }
  await expect(loaded.measure(ping, new AbortController().signal)).rejects.toBe(refused)
  expect([loaded.rtts, loaded.overdue]).toEqual([[7, 9], 2])
})

test('round trips end where the test is stopped', async () => {
  const stop = new AbortController()
  const loaded = new Loaded(0)
  const ping = (): Promise<number> => {
    stop.abort()
    return Promise.reject(new Problem('WaddlePerf does not answer', '', 0, OVERDUE))
  }
  await expect(loaded.measure(ping, stop.signal)).rejects.toMatchObject({ slug: OVERDUE })
  expect(loaded.overdue).toBe(0)
})

const outcome = (at: string): Outcome => ({
  at,
  idleMs: 1,
  jitterMs: 0.1,
  download: { bitsPerSecond: 1e9, bytes: 1e9, loadedMs: 2 },
  upload: { bitsPerSecond: 1e8, bytes: 1e8 },
})

function memory(text: string | null = null): Store {
  return { getItem: () => text, setItem: (_, value) => void (text = value) }
}

test('the newest tests are kept', () => {
  const store = memory()
  let all: Outcome[] = []
  for (let day = 1; day <= 25; day++) {
    all = keep(store, outcome(`2026-01-${String(day).padStart(2, '0')}T00:00:00Z`), all)
  }
  expect(kept(store)).toEqual(all)
  expect(all.length).toBe(20)
  expect(all[0]?.at).toBe('2026-01-25T00:00:00Z')
})

test('what is not ours in the storage is passed over', () => {
  expect(kept(memory('no JSON'))).toEqual([])
  expect(kept(memory('{}'))).toEqual([])
  expect(kept(memory('[null, {"at": "today"}, {"at": "2026-01-01T00:00:00Z"}]'))).toEqual([])
  const refusing: Store = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  expect(keep(refusing, outcome('2026-01-01T00:00:00Z'), []).length).toBe(1)
})
