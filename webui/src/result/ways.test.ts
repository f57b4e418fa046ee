import { afterEach, describe, expect, test } from 'vitest'
import type { Hop, TracerouteDetails } from '../api/details'
import { show } from '../language/language'
import { changeWords, delayFrom, lossFrom, spotsOf, stepsOf } from './ways'

const hop = (ttl: number, address: string, meanMs = ttl, received = 3): Hop => ({
  ttl,
  addresses: address === '' ? [] : [address],
  sent: 3,
  received: address === '' ? 0 : received,
  minUs: address === '' ? null : meanMs * 1_000,
  meanUs: address === '' ? null : meanMs * 1_000,
  maxUs: address === '' ? null : meanMs * 1_000,
  note: '',
})

const way = (hops: Hop[]): TracerouteDetails => ({
  type: 'traceroute',
  address: '192.0.2.9',
  protocol: 'icmp',
  reached: true,
  hops,
})

const fates = (now: Hop[], before: Hop[]): string[] => stepsOf(now, before).map(({ fate }) => fate)

const GOOD = [hop(1, 'a'), hop(2, 'b'), hop(3, 'c'), hop(4, 'z')]
const plain = (words: string[]): string[] => words.map((one) => one.replaceAll('\u00a0', ' '))

afterEach(() => show('en'))

describe('two ways side by side', () => {
  test('share what answers from the same address', () => {
    expect(fates(GOOD, GOOD)).toEqual(['same', 'same', 'same', 'same'])
    expect(plain(changeWords(way(GOOD), stepsOf(GOOD, GOOD)))).toEqual([])
  })

  test('differ in a hop that changed', () => {
    const now = [hop(1, 'a'), hop(2, 'x'), hop(3, 'c'), hop(4, 'z')]
    expect(fates(now, GOOD)).toEqual(['same', 'changed', 'same', 'same'])
    expect(changeWords(way(now), stepsOf(now, GOOD))).toEqual(['Hop 2 changed from b to x.'])
  })

  test('do not look changed all the way behind a hop more or less', () => {
    const longer = [hop(1, 'a'), hop(2, 'new'), hop(3, 'b'), hop(4, 'c'), hop(5, 'z')]
    expect(fates(longer, GOOD)).toEqual(['same', 'new', 'same', 'same', 'same'])
    expect(changeWords(way(longer), stepsOf(longer, GOOD))).toEqual(['Hop 2, new is new.'])
    expect(fates(GOOD, longer)).toEqual(['same', 'gone', 'same', 'same', 'same'])
    expect(changeWords(way(GOOD), stepsOf(GOOD, longer))).toEqual(['new is gone, it was hop 2.'])
  })

  test('cannot be told apart where nobody answers', () => {
    const mute = [hop(1, 'a'), hop(2, ''), hop(3, 'c'), hop(4, 'z')]
    expect(fates(mute, GOOD)).toEqual(['same', 'mute', 'same', 'same'])
    expect(changeWords(way(mute), stepsOf(mute, GOOD))).toEqual([])
  })

  test('first have what changed, then what is new', () => {
    const now = [hop(1, 'a'), hop(2, 'x'), hop(3, 'y'), hop(4, 'c'), hop(5, 'z')]
    expect(fates(now, GOOD)).toEqual(['same', 'changed', 'new', 'same', 'same'])
  })

  test('are compared in German, too', async () => {
    await show('de')
    const now = [hop(1, 'a'), hop(2, 'x'), hop(3, 'y'), hop(4, 'c', 90), hop(5, 'z', 95)]
    expect(plain(changeWords(way(now), stepsOf(now, GOOD)))).toEqual([
      'Hop 2 hat gewechselt: vorher b, jetzt x.',
      'Hop 3, y, ist neu.',
      'Die Verzögerung beginnt bei Hop 4, c: 90,0 ms, vorher 3,00 ms.',
    ])
    const shorter = [hop(1, 'a'), hop(2, 'c', 2, 1), hop(3, 'z', 3, 1)]
    expect(plain(changeWords(way(shorter), stepsOf(shorter, GOOD)))).toEqual([
      'b ist weg, war Hop 2.',
      'Ab Hop 2, c gehen Pakete verloren: 66,7 %.',
    ])
  })

  test('may be empty', () => {
    expect(fates([], GOOD)).toEqual(['gone', 'gone', 'gone', 'gone'])
    expect(fates([], [])).toEqual([])
  })
})

describe('delay and loss', () => {
  test('begin where all that follow are slower than they were', () => {
    const slow = [hop(1, 'a', 30), hop(2, 'b', 2), hop(3, 'c', 90), hop(4, 'z', 95)]
    const steps = stepsOf(slow, GOOD)
    expect(delayFrom(steps)?.now?.ttl).toBe(3)
    expect(plain(changeWords(way(slow), steps))).toEqual([
      'The delay begins at hop 3, c: 90.0 ms, was 3.00 ms.',
    ])
  })

  test('are no news where the end is as fast as it was', () => {
    const once = [hop(1, 'a'), hop(2, 'b', 80), hop(3, 'c'), hop(4, 'z')]
    expect(delayFrom(stepsOf(once, GOOD))).toBeUndefined()
  })

  test('begin where every later hop loses', () => {
    const lossy = [hop(1, 'a'), hop(2, 'b', 2, 1), hop(3, 'c'), hop(4, 'z', 4, 2)]
    expect(lossFrom(lossy)?.ttl).toBe(4)
    expect(plain(changeWords(way(lossy), stepsOf(lossy, GOOD)))).toEqual([
      'Packets are lost from hop 4, z on: 33.3 %.',
    ])
  })
})

test('the picture has the earlier way aside where it is another one', () => {
  const now = [hop(1, 'a'), hop(2, 'x'), hop(3, 'z')]
  const before = [hop(1, 'a'), hop(2, 'b'), hop(3, 'c'), hop(4, 'z')]
  const spots = spotsOf(stepsOf(now, before))
  expect(spots.map(({ now, aside }) => `${now ? 'now' : '-'} ${aside ? 'aside' : '-'}`)).toEqual([
    'now -',
    expect.stringMatching(/^(now|-) aside$/),
    expect.stringMatching(/^(now|-) aside$/),
    'now -',
  ])
})
