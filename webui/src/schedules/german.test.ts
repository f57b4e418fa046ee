import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Schedule } from '../api/configuration'
import { show } from '../language/language'
import { cronWords, loadCronWords } from './cron'
import { daysOf, daysText, daysWords } from './days'
import { planWords, rateWords, timingWords } from './words'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

beforeAll(() => show('de'))
afterAll(() => show('en'))

test('a cron is said in English until its German is loaded', async () => {
  expect(cronWords('30 3 * * mon-fri')).toBe('at 03:30, Monday through Friday')
  await loadCronWords('fr')
  await loadCronWords('de')
  expect(cronWords('30 3 * * mon-fri')).toBe('um 03:30, Montag bis Freitag')
  expect(cronWords('1-5 * * * *')).toBe('Minuten 1 bis 5')
  expect(cronWords('soon')).toBeUndefined()
  await show('en')
  expect(cronWords('*/15 * * * *')).toBe('every 15 minutes')
  await show('de')
})

test('so are a schedule, an escalation and a rate', () => {
  const nightly = {
    timing: {
      cron: { expression: '0 3 * * *', zone: 'Europe/Berlin' },
      windows: [{ days: [...WEEK], from: '03:00', to: '04:00', zone: 'Europe/Berlin' }],
    },
  } as unknown as Schedule
  expect(timingWords(nightly)).toBe(
    'um 03:00 (Europe/Berlin), nur Mo-Fr 03:00 bis 04:00 (Europe/Berlin)',
  )
  expect(plain(planWords())).toBe(
    'bis Stufe 3; ein Verdacht wird alle 5 s nachgeprüft; Stufe 2 höchstens alle 10 min je Pfad, Stufe 3 alle 60 min',
  )
  expect([0.2, 1, 2.5, 1_200].map((rate) => plain(rateWords(rate)))).toEqual([
    'ein Test alle 5 min',
    '1 Test je Minute',
    '2,5 Tests je Minute',
    '1 200 Tests je Minute',
  ])
})

test('days that are typed are the same in each language', () => {
  expect(daysWords(WEEK)).toBe('Mo-Fr')
  expect(daysOf(daysText(WEEK))).toEqual(WEEK)
  expect(daysOf('Dienstag')).toEqual({
    wrong: 'müssen Wochentage auf Englisch sein, etwa mon-fri oder sat, sun: „dienstag“',
  })
})
