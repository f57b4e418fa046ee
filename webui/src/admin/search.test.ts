import { expect, test } from 'vitest'
import { adminSearch } from './search'

test('without a view it is how the system is, and nothing else counts', () => {
  expect(adminSearch({})).toEqual({})
  expect(adminSearch({ view: 'weather', who: 'ada', channel: 'ops' })).toEqual({})
})

test('retention and the licence have nothing besides', () => {
  expect(adminSearch({ view: 'retention', q: 'x' })).toEqual({ view: 'retention' })
  expect(adminSearch({ view: 'licence', who: 'ada' })).toEqual({ view: 'licence' })
})

test('channels: one of them and its form, or the form of a new one', () => {
  expect(adminSearch({ view: 'channels', q: ' mail ', who: 'ada' })).toEqual({
    view: 'channels',
    q: 'mail',
  })
  expect(adminSearch({ view: 'channels', channel: 7, edit: true })).toEqual({
    view: 'channels',
    channel: '7',
    edit: true,
  })
  expect(adminSearch({ view: 'channels', edit: true })).toEqual({ view: 'channels' })
  expect(adminSearch({ view: 'channels', make: true, channel: 'ops' })).toEqual({
    view: 'channels',
    make: true,
  })
})

test('the audit: what is empty or no day is left out, and a last day before the first', () => {
  expect(
    adminSearch({ view: 'audit', who: 'ada', action: '', subject: 'ops', from: '2026-11-20' }),
  ).toEqual({ view: 'audit', who: 'ada', subject: 'ops', from: '2026-11-20' })
  expect(adminSearch({ view: 'audit', from: '2026-02-30', to: 'today' })).toEqual({ view: 'audit' })
  expect(adminSearch({ view: 'audit', from: '2026-11-20', to: '2026-11-19' })).toEqual({
    view: 'audit',
    from: '2026-11-20',
  })
})
