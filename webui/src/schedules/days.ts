import type { Window } from '../api/configuration'

export type Day = Window['days'][number]

const DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** "mon-fri, sun"; "" where it is every day. */
export function daysText(days: readonly Day[]): string {
  const at = [...new Set(days.map((day) => DAYS.indexOf(day)))].sort((a, b) => a - b)
  if (at.length === DAYS.length) return ''
  const runs: number[][] = []
  for (const day of at) {
    const run = runs.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  return runs
    .flatMap((run) => (run.length < 3 ? run.map((day) => [day]) : [run]))
    .map((run) => [...new Set([run[0], run.at(-1)])].map((day) => DAYS[day ?? 0]).join('-'))
    .join(', ')
}

/** The days that a text names; ranges may go over the end of the week. */
export function daysOf(text: string): Day[] | { wrong: string } {
  const found = new Set<Day>()
  for (const part of text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)) {
    const [first = '', last = first, ...more] = part.split('-')
    const [from, to] = [dayOf(first), dayOf(last)]
    if (from < 0 || to < 0 || more.length > 0) {
      return { wrong: `must be days such as mon-fri or sat, sun: "${part}"` }
    }
    for (let day = from; ; day = (day + 1) % DAYS.length) {
      found.add(DAYS[day] as Day)
      if (day === to) break
    }
  }
  return DAYS.filter((day) => found.has(day))
}

/** "monday" is understood as well as "mon". */
const dayOf = (word: string): number =>
  word.length < 3 ? -1 : DAYS.findIndex((day) => word.startsWith(day))
