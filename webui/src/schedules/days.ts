import type { Window } from '../api/configuration'
import { type Message, msg, t } from '../language/text'

export type Day = Window['days'][number]

const DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const WORDS: Record<Day, Message> = {
  mon: msg('mon'),
  tue: msg('tue'),
  wed: msg('wed'),
  thu: msg('thu'),
  fri: msg('fri'),
  sat: msg('sat'),
  sun: msg('sun'),
}

/** "mon-fri, sun", as `daysOf` reads it; "" where it is every day. */
export const daysText = (days: readonly Day[]): string => runsOf(days, (day) => day)

/** The same to be read by people. */
export const daysWords = (days: readonly Day[]): string => runsOf(days, (day) => t(WORDS[day]))

function runsOf(days: readonly Day[], word: (day: Day) => string): string {
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
    .map((run) =>
      [...new Set([run[0], run.at(-1)])].map((day) => word(DAYS[day ?? 0] as Day)).join('-'),
    )
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
      return { wrong: t('must be days such as mon-fri or sat, sun: "{part}"', { part }) }
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
