import { afterAll, beforeAll, expect, test } from 'vitest'
import { show } from '../language/language'
import { UNANSWERED, boundOf } from './bound'
import { ruleOf, formOf } from './draft'
import { rule } from './samples'
import { sentence } from './words'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

beforeAll(() => show('de'))
afterAll(() => show('en'))

test('a rule is one sentence', () => {
  const slow = rule({ match: { site: 'fra', test: 'ping' }, enter: 62_500, exit: 60_000 })
  expect(plain(sentence(slow))).toBe(
    'Für ping-Tests von Standort fra: mittlere Umlaufzeit über 62,5 ms in 2 der letzten 3 Tests ' +
      'ist eine Warnung, bis der Wert 3-mal in Folge 60 ms oder weniger ist.',
  )
  const late = rule({ metric: 'certificateDays', enter: 8, severity: 'critical', clears: 1 })
  expect(plain(sentence(late))).toBe(
    'Für jeden Pfad: Restlaufzeit des Zertifikats unter 8 Tage in 2 der letzten 3 Tests ' +
      'ist kritisch, bis der Wert einmal 10 Tage oder mehr ist.',
  )
  const silent = rule({ metric: UNANSWERED, enter: 0.5, breaches: 1, of: 1, tier: 2 })
  expect(sentence(silent)).toBe(
    'Für jeden Pfad, in Tests der Stufe 2: keine Antwort in einem Test ist eine Warnung, ' +
      'bis 3-mal in Folge eine Antwort kommt.',
  )
})

test('a limit is read with a comma', () => {
  expect(boundOf('rttMeanUs', '62,5 ms')).toBe(62_500)
  expect(boundOf('lossRatio', '0,1 %')).toBe(0.001)
  const wrong = { ...formOf(rule({ enter: 62_500 })), exit: '90 ms' }
  expect(ruleOf(wrong).errors).toEqual({ exit: 'muss 62,5 ms oder weniger sein' })
})
