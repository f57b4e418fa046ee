import codes from 'i18n-iso-countries/codes.json'
import { feature } from 'topojson-client'
import atlas from 'world-atlas/countries-110m.json'
import type { Feature, Geometry } from 'geojson'
import { language } from '../language/language'
import { perLanguage } from '../language/perLanguage'

/** A country's outline. */
export type Outline = Feature<Geometry, { name: string }>

/** All outlines: Natural Earth, 1:110 million, public domain. */
export const OUTLINES: Outline[] = feature(atlas, atlas.objects.countries).features

const LETTERS = new Map(codes.map(([letters, , number]): [string, string] => [number, letters]))

/** The two letters of an outline's country; undefined where it has none. */
export const lettersOf = ({ id }: Outline): string | undefined =>
  id === undefined ? undefined : LETTERS.get(String(id).padStart(3, '0'))

const NAMES = perLanguage(() => new Intl.DisplayNames(language(), { type: 'region' }))

/** A country's name by its letters; the letters where nobody knows better. */
export function countryName(letters: string): string {
  try {
    return NAMES().of(letters) ?? letters
  } catch {
    return letters
  }
}
