import { expect, test } from 'vitest'
import type { Channel } from '../api/configuration'
import { type ChannelForm, channelOf, formOf, serverErrors, withType } from './draft'

const MAIL: Channel = {
  id: 'ops-mail',
  type: 'email',
  origin: 'api',
  enabled: true,
  version: 3,
  destination: {
    type: 'email',
    server: 'mail.example.net:587',
    security: 'tls',
    from: 'waddleperf@example.net',
    to: ['ops@example.net', 'noc@example.net'],
    user: 'waddleperf',
    password: 'env:NOTIFY_SMTP',
  },
  route: {
    match: { site: ['fra', 'ber'] },
    severity: 'critical',
    tell: ['opened', 'closed'],
    groupBy: ['site'],
    groupWaitUs: 0,
    groupIntervalUs: 90_000_000,
    repeatIntervalUs: 86_400_000_000,
  },
  state: { phase: 'in-force', detail: null, heardAt: null },
}

const form = (part: Partial<ChannelForm>): ChannelForm => ({
  ...formOf(undefined),
  id: 'hook',
  ...part,
})

test('a form says again what it was filled with', () => {
  const { body, errors } = channelOf(formOf(MAIL))
  expect(errors).toEqual({})
  expect(body).toEqual({ enabled: true, destination: MAIL.destination, route: MAIL.route })
})

test('a new one is a webhook that is told of everything, once its name and URL are given', () => {
  const empty = channelOf(formOf(undefined))
  expect(empty.errors).toEqual({ id: 'must be given', url: 'must be given' })
  const { body, errors } = channelOf(
    form({ draft: { ...formOf(undefined).draft, url: ' https://h.example/in ' } }),
  )
  expect(errors).toEqual({})
  expect(body.destination).toEqual({ type: 'webhook', url: 'https://h.example/in' })
  expect(body.route.match).toEqual({})
  expect(body.route.repeatIntervalUs).toBe(14_400_000_000)
})

test('a secret that is typed where its place should stand is told so', () => {
  const pager = withType(form({}), 'pagerduty')
  const typed = { ...pager, draft: { ...pager.draft, routingKey: 'R0UT1NGKEY' } }
  expect(channelOf(typed).errors['routingKey']).toMatch(/the secret itself is sent nowhere/)
  const place = { ...pager, draft: { ...pager.draft, routingKey: 'env:NOTIFY_PAGER' } }
  expect(channelOf(place).errors).toEqual({})
  const url = form({ draft: { ...form({}).draft, url: 'https://h.example/?token=abc' } })
  expect(channelOf(url).errors['url']).toMatch(/may hold a secret/)
})

test('another kind keeps what both have, but no place of a secret', () => {
  const hook = form({ draft: { ...form({}).draft, url: 'https://h.example/', secret: 'file:h' } })
  expect(withType(hook, 'alertmanager').draft['url']).toBe('https://h.example/')
  expect(withType(hook, 'alertmanager').draft['secret']).toBeUndefined()
  expect(withType(hook, 'slack').draft['url']).toBeUndefined()
  expect(withType(form({}), 'email').draft['security']).toBe('starttls')
})

test('a user of a mail server comes with a password, and the other way round', () => {
  const mail = formOf(MAIL)
  const without = (place: string): ChannelForm => ({
    ...mail,
    draft: { ...mail.draft, [place]: '' },
  })
  expect(channelOf(without('password')).errors).toEqual({
    password: 'must be given with a user',
  })
  expect(channelOf(without('user')).errors).toEqual({ user: 'must be given with a password' })
})

test('conditions have values, and each label stands once', () => {
  const url = { ...form({}).draft, url: 'https://h.example/' }
  const match = [
    { label: 'site', values: 'fra, ber ,' },
    { label: 'site', values: 'lon' },
    { label: 'target', values: ' , ' },
  ]
  const { body, errors } = channelOf(form({ draft: url, match }))
  expect(body.route.match).toEqual({ site: ['fra', 'ber'] })
  expect(errors).toEqual({ 'match[1]': 'is there already', 'match[2]': 'must have a value' })
})

test('at least one kind of news is told, and names are as the notifier can write them', () => {
  const draft = { ...form({}).draft, url: 'https://h.example/' }
  expect(channelOf(form({ draft, tell: [], id: 'a.b' })).errors).toEqual({
    id: 'must be letters, digits, - or _, and begin with a letter or a digit',
    tell: 'must be chosen: at least one',
  })
  const never = { ...draft, repeatIntervalUs: '10 s' }
  expect(Object.keys(channelOf(form({ draft: never })).errors)).toEqual(['repeatIntervalUs'])
})

test('what the server complains of stands at its field', () => {
  const fields = [
    { field: 'destination.to[1]', detail: 'must be an address' },
    { field: 'route.match.target', detail: 'must have values' },
    { field: 'route.groupWaitUs', detail: 'must be less' },
    { field: 'id', detail: 'must be shorter' },
  ]
  const match = [
    { label: 'site', values: 'fra' },
    { label: 'target', values: 'x' },
  ]
  expect(serverErrors(fields, match)).toEqual({
    to: 'must be an address',
    'match[1]': 'must have values',
    groupWaitUs: 'must be less',
    id: 'must be shorter',
  })
})
