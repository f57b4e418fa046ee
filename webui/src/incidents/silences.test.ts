import { describe, expect, test } from 'vitest'
import type { Incident, Member, Scope, Silence } from '../api/incidents'
import { matchOf, matchWords, silenceId, silenceOf, silencesOf } from './silences'

const MEMBERS = [{ probe: 'fra', target: 'web', site: 'home' }] as Member[]
const of = (kind: Scope['kind'], subject: string, members = MEMBERS) =>
  matchOf({ scope: { kind, subject, broken: 1, tested: 1 }, members })

describe('a silence of an incident', () => {
  test('is of where the cause lies', () => {
    expect(of('target', 'web')).toEqual({ target: 'web' })
    expect(of('probe', 'fra')).toEqual({ probe: 'fra' })
    expect(of('site', 'home')).toEqual({ site: 'home' })
    expect(of('path', 'fra → web')).toEqual({ probe: 'fra', target: 'web' })
    expect(of('path', 'fra → web', [])).toBeUndefined()
  })

  test('says in words what it is of', () => {
    expect(matchWords({ probe: 'fra', target: 'web' })).toBe('probe fra, target web')
    expect(matchWords({})).toBe('everything')
  })

  test('ends so many hours from now', () => {
    const draft = { kind: 'silence' as const, hours: 4, comment: ' a new switch ' }
    expect(silenceOf({ site: 'home' }, draft, Date.parse('2026-11-23T22:00:00Z'))).toEqual({
      kind: 'silence',
      match: { site: 'home' },
      endsAt: '2026-11-24T02:00:00.000Z',
      comment: 'a new switch',
    })
  })

  test('is found by its name, whoever made it', () => {
    const silence = (id: string) => ({ id }) as Silence
    const all = [silence('maintenance'), silence(silenceId('i-1')), silence('other')]
    const ids = (incident: Pick<Incident, 'id' | 'silencedBy'>): string[] =>
      silencesOf(incident, all).map(({ id }) => id)
    expect(ids({ id: 'i-1', silencedBy: 'maintenance' })).toEqual(['maintenance', 'incident-i-1'])
    expect(ids({ id: 'i-2', silencedBy: null })).toEqual([])
  })
})
