import { locale } from './language'

/** What takes long to make and differs by language, such as a format of Intl: made once for each. */
export function perLanguage<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>()
  return () => {
    const now = locale()
    if (!made.has(now)) made.set(now, make(now))
    return made.get(now) as T
  }
}
