import { describe, expect, test } from 'vitest'
import type { Hop } from '../api/details'
import { barsOf, knownOf, lossRatio, lossesOf, noteWords } from './hops'

const hop = (sent: number, received: number, meanUs: number | null = 100): Hop => ({
  ttl: 1,
  addresses: [],
  sent,
  received,
  minUs: meanUs,
  meanUs,
  maxUs: meanUs,
  note: '',
})

describe('the hops of a way', () => {
  test('lose packets only where each later hop shows it too', () => {
    const hops = [hop(3, 3), hop(3, 1), hop(3, 0, null), hop(3, 3), hop(3, 2), hop(3, 1)]
    expect(lossesOf(hops)).toEqual([
      'none',
      'here-only',
      'here-only',
      'none',
      'from-here-on',
      'from-here-on',
    ])
  })

  test('may be mute before others that answer', () => {
    expect(lossesOf([hop(3, 0, null), hop(3, 2)])).toEqual(['here-only', 'from-here-on'])
    expect(lossesOf([hop(3, 3), hop(3, 0, null)])).toEqual(['none', 'from-here-on'])
  })

  test('are drawn against the longest round trip', () => {
    const bars = barsOf([hop(1, 1, 50), hop(1, 0, null), hop(1, 1, 200)])
    expect(bars).toEqual([
      { from: 0.25, to: 0.25, mean: 0.25 },
      undefined,
      { from: 1, to: 1, mean: 1 },
    ])
  })

  test('have words for their notes, and a ratio even where nothing was sent', () => {
    expect(noteWords('!X')).toBe('!X administratively prohibited')
    expect(noteWords('!7')).toBe('!7')
    expect(lossRatio(hop(0, 0))).toBe(0)
  })

  test('have names and networks, where somebody knows them', () => {
    const network = { address: '192.0.2.7', asn: 64500, organization: 'Example Transit' }
    expect(knownOf('core.example.net', network)).toBe('core.example.net · AS64500 Example Transit')
    expect(knownOf('', { ...network, organization: '' })).toBe('AS64500')
    expect(knownOf('core.example.net', undefined)).toBe('core.example.net')
    expect(knownOf(undefined, undefined)).toBe('')
  })
})
