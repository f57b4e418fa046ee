import { useSyncExternalStore } from 'react'
import { catalogues } from 'virtual:catalogues'

/** Translations by the English text; of a text with a number, by the plural forms of the language. */
export type Catalogue = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** The language of the texts in the source, which needs no catalogue. */
export const SOURCE = 'en'
/** Under which this browser remembers what was chosen. */
export const KEY = 'waddleperf.language'

/** What the page can be read in, as tags such as "de" (BCP 47). */
export const languages: readonly string[] = [SOURCE, ...Object.keys(catalogues).sort()]

let shown = SOURCE
let wanted = SOURCE
let catalogue: Catalogue = {}
const listeners = new Set<() => void>()

/** The tag of the language that is shown. */
export const language = (): string => shown

/** What Intl writes dates and numbers by: English ones are written as in Britain, the day first. */
export const locale = (): string => (shown === SOURCE ? 'en-GB' : shown)

/** What the shown language says instead of an English text; undefined where it says nothing. */
export const translation = (text: string): Catalogue[string] | undefined => catalogue[text]

/**
 * Shows a language once its catalogue is here; the last one that was wanted wins. Rejects where the
 * catalogue does not load, and leaves everything as it was.
 */
export async function show(tag: string): Promise<void> {
  wanted = tag
  const loaded = (await catalogues[tag]?.())?.default ?? {}
  if (wanted !== tag) return
  catalogue = loaded
  shown = languages.includes(tag) ? tag : SOURCE
  listeners.forEach((listener) => listener())
}

/** What was chosen here before, or the first of the reader's languages (BCP 47) that there is. */
export function preferred(of: readonly string[] = navigator.languages): string {
  const known = [remembered(), ...of.map((tag) => tag.split('-')[0])]
  return known.find((tag) => tag !== undefined && languages.includes(tag)) ?? SOURCE
}

function remembered(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined // no storage: the browser's languages hold
  }
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The tag of the language that is shown, as it changes. */
export const useLanguage = (): string => useSyncExternalStore(watch, language)
