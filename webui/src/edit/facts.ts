import { t } from '../language/text'

/** What there is to know of a thing, in words: a name and a text each, always in the same order. */
export type Facts = readonly (readonly [name: string, text: string])[]

export interface Difference {
  name: string
  before: string
  after: string
}

/** The facts that are not the same; one that is nowhere else is "–" there. */
export function differences(before: Facts, after: Facts): Difference[] {
  const names = [...new Set([...before, ...after].map(([name]) => name))]
  const [was, is] = [new Map(before), new Map(after)]
  return names
    .map((name) => ({ name, before: was.get(name) ?? '–', after: is.get(name) ?? '–' }))
    .filter((one) => one.before !== one.after)
}

/** "a, b and c"; of many the first ones and how many more. */
export function listed(names: readonly string[], most = 4): string {
  if (names.length > most) {
    const first = names.slice(0, most - 1).join(', ')
    return t('{names} and {n} more', { names: first, n: names.length - most + 1 })
  }
  const last = names.at(-1) ?? ''
  return names.length < 2
    ? last
    : t('{names} and {last}', { names: names.slice(0, -1).join(', '), last })
}
