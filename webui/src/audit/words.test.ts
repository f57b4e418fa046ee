import { afterEach, expect, test } from 'vitest'
import type { Change } from '../api/configuration'
import { differences } from '../edit/facts'
import { show } from '../language/language'
import { beginOf } from './days'
import { ACTIONS, deed, documentFacts, isKnown } from './words'

const done = (action: string, subject: string, before: unknown, after: unknown): string =>
  deed({ action, subject, before, after, who: 'ada', via: 'session', source: '' } as Change)

afterEach(() => show('en'))

test('a change in the words of who did it', () => {
  expect(done('threshold.put', 'slow', null, {})).toBe('made the rule slow')
  expect(done('threshold.put', 'slow', {}, {})).toBe('changed the rule slow')
  expect(done('channel.remove', 'ops', {}, null)).toBe('removed the channel ops')
  expect(done('token.make', '7c1d', null, { name: 'dashboard' })).toBe('made the token dashboard')
  expect(done('session.open', 'ada', null, null)).toBe('signed in')
  expect(done('incident.test-channel', 'ops', null, {})).toBe('sent a test by the channel ops')
  expect(done('incident.test-notification', 'ops', null, {})).toBe('sent a test by the channel ops')
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect(done('incident.test-notification', nobody, null, {})).toBe('sent a test by every channel')
})

test('a change in German', async () => {
  await show('de')
  expect(done('threshold.put', 'slow', null, {})).toBe('hat die Regel slow angelegt')
  expect(done('channel.put', 'ops', {}, {})).toBe('hat den Kanal ops geändert')
  expect(done('user.remove', 'ada', {}, null)).toBe('hat das Konto ada entfernt')
  expect(done('session.open', 'ada', null, null)).toBe('hat sich angemeldet')
  expect(done('licence.put', 'key', null, {})).toBe('hat angelegt: licence key')
})

test('an action of a newer version is told as it is called', () => {
  expect(done('licence.install', 'key', null, {})).toBe('did licence.install to key')
  expect(done('licence.put', 'key', null, {})).toBe('made the licence key')
  expect(isKnown('licence.put')).toBe(false)
})

test('each action that can be chosen has words of its own', () => {
  for (const [action] of ACTIONS.flatMap(([, actions]) => actions)) {
    expect(done(action, 'x', {}, {})).not.toMatch(/^did /)
  }
})

test('a document is told by the place of each value, with units', () => {
  expect(
    documentFacts({
      enabled: true,
      route: { match: { site: ['fra', 'ber'], 'target.env': [] }, groupWaitUs: 10_000_000 },
      checks: [{ name: 'ping', lossRatio: 0.05 }],
      comment: null,
    }),
  ).toEqual([
    ['enabled', 'yes'],
    ['route, match, site', 'fra, ber'],
    ['route, match, target.env', 'none'],
    ['route, group wait', '10\u00a0s'],
    ['checks, 1, name', 'ping'],
    ['checks, 1, loss', '5\u00a0%'],
  ])
})

test('what differs is what was changed', () => {
  const before = { to: ['a@x.example'], route: { severity: 'warning' } }
  const after = { to: ['a@x.example', 'b@x.example'], route: { severity: 'warning' } }
  expect(differences(documentFacts(before), documentFacts(after))).toEqual([
    { name: 'to', before: 'a@x.example', after: 'a@x.example, b@x.example' },
  ])
})

test('a day begins by the clock of the viewer', () => {
  const begin = new Date(beginOf('2026-11-20'))
  expect([begin.getDate(), begin.getHours(), begin.getMinutes()]).toEqual([20, 0, 0])
  expect(new Date(beginOf('2026-11-30', 1)).getDate()).toBe(1)
})
