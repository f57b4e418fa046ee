import { locale } from '../language/language'

const made = new Map<string, Intl.DateTimeFormat | undefined>()

/**
 * A format of times by the clock of a zone, such as Asia/Tokyo; undefined where this browser does not know
 * the zone. Each is made once in a language: that takes longer than a row of a table may.
 */
export function formatIn(
  zone: string,
  shape: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat | undefined {
  const key = `${locale()} ${zone} ${JSON.stringify(shape)}`
  if (!made.has(key)) made.set(key, make(zone, shape))
  return made.get(key)
}

function make(zone: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat(locale(), { ...shape, timeZone: zone })
  } catch {
    return undefined
  }
}
