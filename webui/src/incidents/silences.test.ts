import { describe, expect, test } from 'vitest'
import type { Incident, Member, Scope, Silence } from '../api/incidents'
import { draftOf, matchOf, matchWords, onlyIf, silenceId, silenceOf, silencesOf } from './silences'

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
    expect(silenceOf({ site: 'home' }, draft, null, Date.parse('2026-11-23T22:00:00Z'))).toEqual({
      kind: 'silence',
      match: { site: 'home' },
      endsAt: '2026-11-24T02:00:00.000Z',
      comment: 'a new switch',
    })
  })

  test('that goes on keeps what nobody changed of it; one that is over begins anew', () => {
    const silence = {
      kind: 'maintenance',
      match: { site: 'lab' },
      endsAt: '2026-11-23T23:00:00Z',
      comment: 'a new switch',
      version: 7,
    } as unknown as Silence
    const during = Date.parse('2026-11-23T22:00:00Z')
    const draft = draftOf(silence, during)
    expect(draft).toEqual({ kind: 'maintenance', hours: undefined, comment: 'a new switch' })
    expect(silenceOf({ site: 'home' }, draft, silence, during)).toEqual({
      kind: 'maintenance',
      match: { site: 'lab' },
      endsAt: '2026-11-23T23:00:00Z',
      comment: 'a new switch',
    })
    const after = Date.parse('2026-11-23T23:30:00Z')
    expect(draftOf(silence, after)).toEqual(draftOf(null, after))
    expect(silenceOf({ site: 'home' }, draft, silence, after)).toMatchObject({
      match: { site: 'home' },
      endsAt: '2026-11-24T00:30:00.000Z',
    })
  })

  test('changes only what is still as it was read', () => {
    expect(onlyIf(null)).toEqual({ 'if-none-match': '*' })
    expect(onlyIf({ version: 7 })).toEqual({ 'if-match': '"7"' })
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
