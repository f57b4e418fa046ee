/** The order of a list that somebody looks at. */

/** The items as they are now, in the order of before; what has gone meanwhile stays as it was. */
export function inOrderOf<T>(before: readonly T[], now: readonly T[], keyOf: (item: T) => string) {
  const newest = new Map(now.map((item) => [keyOf(item), item]))
  return before.map((item) => newest.get(keyOf(item)) ?? item)
}

/** The keys of what has gone. */
export function goneFrom(before: readonly string[], now: readonly string[]): ReadonlySet<string> {
  const left = new Set(now)
  return new Set(before.filter((key) => !left.has(key)))
}

/** What has gone from a list that is held, and whether it is known all the same how it stands. */
export type Gone = ReadonlyMap<string, 'known' | 'unknown'>

const NOTHING: Gone = new Map()

/** Held rows, those that have gone as they are known elsewhere: what is over does not stay as it was. */
export function withElsewhere<T>(
  held: { items: readonly T[]; gone: ReadonlySet<string> },
  elsewhere: readonly T[],
  keyOf: (item: T) => string,
): { items: readonly T[]; gone: Gone } {
  if (held.gone.size === 0) return { items: held.items, gone: NOTHING }
  const known = new Map(elsewhere.map((item) => [keyOf(item), item]))
  return {
    items: held.items.map((item) =>
      held.gone.has(keyOf(item)) ? (known.get(keyOf(item)) ?? item) : item,
    ),
    gone: new Map([...held.gone].map((key) => [key, known.has(key) ? 'known' : 'unknown'])),
  }
}

/** How many rows come, go or move from one order to another: the fewest with which it can be told. */
export function changesBetween(before: readonly string[], now: readonly string[]): number {
  const places = new Map(before.map((key, place) => [key, place]))
  const kept = now.flatMap((key) => places.get(key) ?? [])
  const stay = longestRise(kept)
  return before.length + now.length - kept.length - stay
}

/** How many of the numbers, left in their order, rise at most (patience sorting, n log n). */
function longestRise(numbers: readonly number[]): number {
  const tails: number[] = []
  for (const number of numbers) {
    let from = 0
    let to = tails.length
    while (from < to) {
      const middle = (from + to) >> 1
      if ((tails[middle] ?? 0) < number) from = middle + 1
      else to = middle
    }
    tails[from] = number
  }
  return tails.length
}
