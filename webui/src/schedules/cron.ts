import cronstrue from 'cronstrue'
import { useEffect, useState } from 'react'
import { language, useLanguage } from '../language/language'

/**
 * The languages besides English in which cronstrue is spoken here, by their tags. One that is loaded adds
 * itself to cronstrue. `nouns` are what may come first and keeps its capital.
 */
const LANGUAGES: Record<string, { load: () => Promise<unknown>; nouns: RegExp }> = {
  de: { load: () => import('cronstrue/locales/de.min.js'), nouns: /^(Minuten|Sekunden)\b/ },
}
const loaded = new Set<string>()

/** "at 03:30, Monday through Friday"; undefined where it is none that we can say. */
export function cronWords(expression: string): string | undefined {
  const locale = loaded.has(language()) ? language() : 'en'
  try {
    const words = cronstrue.toString(expression.trim(), { use24HourTimeFormat: true, locale })
    if (LANGUAGES[locale]?.nouns.test(words)) return words
    return `${words[0]?.toLowerCase() ?? ''}${words.slice(1)}`
  } catch {
    return undefined // the server says what is wrong with it, field by field
  }
}

/** Loads what `cronWords` needs for a language; rejects where it does not load. */
export async function loadCronWords(tag: string): Promise<void> {
  const found = LANGUAGES[tag]
  if (found === undefined) return
  await found.load()
  loaded.add(tag)
}

/** Has `cronWords` speak the language that is shown, once that is loaded: English until then. */
export function useCronWords(): void {
  const tag = useLanguage()
  const [, setSpoken] = useState<string>()
  useEffect(() => {
    loadCronWords(tag).then(
      () => setSpoken(tag),
      () => undefined, // English is better than nothing
    )
  }, [tag])
}
