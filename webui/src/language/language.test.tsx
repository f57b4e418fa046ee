import { isValidElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { language, languages, locale, preferred, show } from './language'
import { perLanguage } from './perLanguage'
import { rich } from './rich'
import { plural } from './plural'
import { inSchema, msg, served, t, within } from './text'

vi.mock('virtual:catalogues', () => {
  const of = (entries: object) => () => Promise.resolve({ default: entries })
  return {
    catalogues: {
      pl: of({
        '{n} of {all} paths': {
          one: '{n} ścieżka z {all}',
          few: '{n} ścieżki z {all}',
          many: '{n} ścieżek z {all}',
          other: '{n} ścieżki z {all}',
        },
      }),
      de: of({
        Save: 'Speichern',
        'Open||not closed': 'Offen',
        'from {probe} to {target}': 'nach {target} von {probe}',
        'Read <a>the <b>guide</b></a> of {name}.': '{name}: <a>die <b>Anleitung</b></a> lesen.',
      }),
      nl: () => Promise.reject(new Error('away')),
    },
  }
})

const NAMES = { save: msg('Save'), close: msg('Close') }
const paths = (n: number): string =>
  plural(n, '{n} of {all} paths||one', '{n} of {all} paths', { all: 1_000 })

afterEach(() => show('en'))

describe('a text', () => {
  test('is in English as it stands in the source', () => {
    expect([t('Save'), t(NAMES.save), t('Open||not closed')]).toEqual(['Save', 'Save', 'Open'])
    expect(t('from {probe} to {target}', { probe: 'a', target: '{probe}' })).toBe(
      'from a to {probe}',
    )
    expect(t('constructor')).toBe('constructor')
  })

  test('follows the language, also where it was marked when the module was loaded', async () => {
    await show('de')
    expect([t('Save'), t(NAMES.save), t('Open||not closed')]).toEqual([
      'Speichern',
      'Speichern',
      'Offen',
    ])
    expect(t('from {probe} to {target}', { probe: 'a', target: 'b' })).toBe('nach b von a')
    await show('en')
    expect(t(NAMES.save)).toBe('Save')
  })

  test('that has no translation is in English', async () => {
    await show('de')
    expect([t('Close'), t(NAMES.close), t('Open||a verb')]).toEqual(['Close', 'Close', 'Open'])
    expect(plural(2, '{n} path', '{n} paths')).toBe('2 paths')
  })

  test('has the plurals of its language, and a count that can be read', async () => {
    expect([1, 0, 2].map((n) => plural(n, '{n} path', '{n} paths'))).toEqual([
      '1 path',
      '0 paths',
      '2 paths',
    ])
    expect(plural(12_345, '{n} path', '{n} paths')).toBe('12\u202f345 paths')
    await show('pl')
    expect([1, 3, 5, 22].map(paths)).toEqual([
      '1 ścieżka z 1000',
      '3 ścieżki z 1000',
      '5 ścieżek z 1000',
      '22 ścieżki z 1000',
    ])
  })

  test('has its elements where the translation puts them', async () => {
    const guide = (): string => {
      const text = rich('Read <a>the <b>guide</b></a> of {name}.', {
        a: (inside) => <a href="/g">{inside}</a>,
        b: (inside) => <b>{inside}</b>,
        name: 'x',
      })
      if (!isValidElement(text)) throw new Error('it is no element')
      return renderToStaticMarkup(text)
    }
    expect(guide()).toBe('Read <a href="/g">the <b>guide</b></a> of x.')
    await show('de')
    expect(guide()).toBe('x: <a href="/g">die <b>Anleitung</b></a> lesen.')
  })

  test('of a schema is translated where it is drawn, and shown as it comes where no catalogue has it', async () => {
    const titles = [inSchema('Save'), 'The probe says so']
    expect(titles.map(served)).toEqual(titles)
    await show('de')
    expect(titles.map(served)).toEqual(['Speichern', 'The probe says so'])
  })

  test('within a sentence keeps its capital where nouns have one', async () => {
    expect(within('Loss')).toBe('loss')
    await show('de')
    expect(within('Verlust')).toBe('Verlust')
  })
})

describe('the language', () => {
  test('is the first of the reader that there is', () => {
    expect(languages).toEqual(['en', 'de', 'nl', 'pl'])
    expect(preferred(['fr-CH', 'de-AT', 'en'])).toBe('de')
    expect(preferred(['en-GB', 'de'])).toBe('en')
    expect(preferred(['fr'])).toBe('en')
    expect(preferred([])).toBe('en')
  })

  test('stays as it was where its catalogue does not load', async () => {
    await show('de')
    await expect(show('nl')).rejects.toThrow('away')
    expect([language(), locale(), t('Save')]).toEqual(['de', 'de', 'Speichern'])
  })

  test('is the one that was wanted last', async () => {
    await Promise.all([show('de'), show('pl')])
    expect(language()).toBe('pl')
    await Promise.all([show('de'), show('en')])
    expect([language(), t('Save')]).toEqual(['en', 'Save'])
  })

  test('has formats of its own, each made once', async () => {
    const make = vi.fn((locale: string) => new Intl.DisplayNames(locale, { type: 'region' }))
    const names = perLanguage(make)
    expect([names().of('DE'), names().of('FR')]).toEqual(['Germany', 'France'])
    await show('de')
    expect(names().of('DE')).toBe('Deutschland')
    await show('en')
    expect(names().of('DE')).toBe('Germany')
    expect(make.mock.calls).toEqual([['en-GB'], ['de']])
  })
})
