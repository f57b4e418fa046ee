import { afterEach, expect, test } from 'vitest'
import type { ChannelTest } from '../api/channels'
import type { Channel } from '../api/configuration'
import { differences } from '../edit/facts'
import { show, translation } from '../language/language'
import { DESTINATIONS, TIMES } from './schema'
import { testWords } from './sent'
import {
  USUAL,
  channelFacts,
  leadsTo,
  lookOf,
  matchWords,
  nextStep,
  newsWords,
  worstFirst,
} from './words'

afterEach(() => show('en'))

test('where a channel leads, in one line', () => {
  expect(leadsTo({ type: 'email', server: 'm.example', to: ['a@x.example', 'b@x.example'] })).toBe(
    'to a@x.example and b@x.example by m.example',
  )
  expect(leadsTo({ type: 'slack', url: 'env:NOTIFY_SLACK' })).toBe('to env:NOTIFY_SLACK')
  expect(leadsTo({ type: 'syslog', server: 'log.example', protocol: 'tcp' })).toBe(
    'to log.example by TCP',
  )
})

test('of which incidents it is told', () => {
  expect(matchWords({ match: {}, severity: 'warning' })).toBe('every incident')
  expect(matchWords({ match: {}, severity: 'critical' })).toBe('every critical incident')
  expect(
    matchWords({ match: { site: ['fra', 'ber'], target: ['db-*'] }, severity: 'critical' }),
  ).toBe('critical incidents of site fra or ber and target db-*')
})

test('which news it tells', () => {
  expect(newsWords(USUAL.tell)).toBe('all news but recovering')
  expect(newsWords([...USUAL.tell, 'recovering'])).toBe('all news')
  expect(newsWords(['closed', 'opened'])).toBe('opened and closed')
})

test('what a channel is told, in German', async () => {
  await show('de')
  const match = { site: ['fra', 'ber'], os: ['linux'], target: ['db-*'] }
  expect(matchWords({ match, severity: 'critical' })).toBe(
    'kritische Vorfälle mit Standort fra oder ber und os linux und Ziel db-*',
  )
  expect(newsWords(['closed', 'opened'])).toBe('eröffnet und geschlossen')
  expect(leadsTo({ type: 'email', server: 'm.example', to: ['a@x.example', 'b@x.example'] })).toBe(
    'an a@x.example und b@x.example über m.example',
  )
})

test('every text of the form has its German', async () => {
  const texts: string[] = []
  JSON.stringify([DESTINATIONS, TIMES], (key, value: unknown) => {
    if (typeof value === 'string' && /^(title|description)$/.test(key)) texts.push(value)
    return value
  })
  await show('de')
  expect(texts.length).toBeGreaterThan(20)
  expect(texts.filter((text) => translation(text) === undefined)).toEqual([])
})

test('two versions differ in what was changed, and in nothing else', () => {
  const before = {
    enabled: true,
    destination: { type: 'webhook' as const, url: 'http://a.example' },
    route: USUAL,
  }
  const after = { ...before, enabled: false, route: { ...USUAL, groupWaitUs: 60_000_000 } }
  expect(differences(channelFacts(before), channelFacts(after)).map(({ name }) => name)).toEqual([
    'State',
    'First message after',
  ])
})

test('what cannot be told comes first', () => {
  const channel = (id: string, phase: Channel['state']['phase']) =>
    ({ id, state: { phase } }) as Channel
  const all = [channel('b', 'in-force'), channel('a', 'in-force'), channel('z', 'broken')]
  expect(worstFirst(all).map(({ id }) => id)).toEqual(['z', 'a', 'b'])
})

test('a channel that was just made does not say that no notifier runs', () => {
  const unheard = { phase: 'silent' as const, detail: null, heardAt: null }
  expect(lookOf(unheard).word).toBe('Not heard of yet')
  expect(nextStep(unheard)).toMatch(/^It takes some seconds/)
  const gone = { ...unheard, heardAt: '2026-11-23T02:42:33Z' }
  expect(lookOf(gone).word).toBe('No notifier')
  expect(nextStep(gone)).toMatch(/^See whether results-sink runs/)
  expect(nextStep({ ...gone, phase: 'in-force' })).toBeUndefined()
})

const sent = (status: ChannelTest['status'], more: Partial<ChannelTest> = {}): ChannelTest => ({
  testId: '0',
  channel: 'hook',
  status,
  requestedAt: '2026-11-23T02:42:33Z',
  attempts: 0,
  answer: null,
  ...more,
})
const AT = Date.parse('2026-11-23T02:42:33Z')

test('a test that nobody takes up says what may be down', () => {
  expect(testWords(sent('queued'), 'webhook', AT + 1_000).next).toBeUndefined()
  const late = testWords(sent('queued'), 'webhook', AT + 20_000)
  expect(late.sentence).toBe('No notifier has taken it up yet.')
  expect(late.next).toMatch(/results-sink/)
})

test('a test says what the receiver answered, and a log that it may say nothing', () => {
  const taken = sent('taken', { attempts: 1, answer: 'h.example answered 204' })
  expect(testWords(taken, 'webhook', AT).sentence).toBe('h.example answered 204')
  expect(testWords(taken, 'syslog', AT).next).toMatch(/says to nobody/)
  const refused = sent('refused', { attempts: 2, answer: 'h.example answered 503' })
  expect(testWords(refused, 'webhook', AT).sentence).toBe(
    'After 2 attempts: h.example answered 503',
  )
})
