import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Entry, Scope } from '../api/incidents'
import { show } from '../language/language'
import { entryLook } from './entryWords'
import { newsWord } from './news'
import { remarks, scopeWords } from './remarks'
import { matchWords } from './silences'
import { titleOf } from './story'
import { INCIDENT_STATES, lookOf } from './words'

describe('an incident in German', () => {
  beforeAll(() => show('de'))
  afterAll(() => show('en'))

  const scope = (kind: Scope['kind'], tested: number): string =>
    scopeWords({ kind, subject: 'x', broken: 1, tested })

  test('counts what its scope has on the other end', () => {
    expect([scope('target', 1), scope('target', 10)]).toEqual([
      'Ziel x, 1 von 1 Sonde',
      'Ziel x, 1 von 10 Sonden',
    ])
    expect([scope('probe', 10), scope('site', 10), scope('path', 1)]).toEqual([
      'Sonde x, 1 von 10 Zielen',
      'Standort x, 1 von 10 Pfaden',
      'Pfad x',
    ])
  })

  test('has its states and remarks in words', () => {
    expect(lookOf(INCIDENT_STATES, 'recovering').word).toBe('Erholt sich')
    expect(lookOf(INCIDENT_STATES, 'valueOf').means).toBe(
      'ein Zustand, den diese Seite nicht kennt',
    )
    const two = [1, 2].map((n) => ({ probe: `p${n}`, target: 'web' }))
    const marks = remarks({
      state: 'open',
      awaitsApproval: two,
      suppressed: 1,
      acknowledgedBy: 'ada',
      simulated: false,
    })
    expect(marks.map(({ word }) => word)).toEqual([
      'Stufe 3 wartet für 2 Pfade auf Freigabe',
      'Quittiert von ada',
      '1 tieferer Test zurückgehalten',
    ])
  })

  test('tells its story', () => {
    const entry: Entry = { at: '', kind: 'deepened', tier: 2, text: '' }
    expect(entryLook(entry).word).toBe('Stufe 2 begonnen')
    expect(titleOf({ round: 1, phase: 'recovery', entries: [{ ...entry, kind: 'close' }] })).toBe(
      'Ende',
    )
    expect(newsWord('reopened')).toBe('wieder geöffnet')
    expect(newsWord('of-tomorrow')).toBe('of-tomorrow')
    expect(matchWords({ probe: 'fra', target: 'web', os: 'linux' })).toBe(
      'Sonde fra, Ziel web, os linux',
    )
  })
})
