import { type Message, msg, t } from '../language/text'
import { type FleetSearch, fleetSearch } from './search'

/** A search that somebody gave a name. */
export interface SavedView {
  name: string
  search: FleetSearch
  /** How it is shown, where the page itself gave the name: that stands in addresses as it is. */
  shownAs?: Message
}

/** The name of a view as it is shown. */
export const viewName = ({ name, shownAs }: SavedView): string => (shownAs ? t(shownAs) : name)

/** What most want now and then. */
export const OFFERED: readonly SavedView[] = [
  {
    name: 'What needs attention',
    shownAs: msg('What needs attention'),
    search: { unhealthy: true },
  },
  { name: 'Being diagnosed', shownAs: msg('Being diagnosed'), search: { tier: ['2', '3'] } },
  { name: 'By site', shownAs: msg('By site'), search: { group: 'site' } },
  { name: 'By target', shownAs: msg('By target'), search: { group: 'target' } },
]

/** The part of localStorage that is used here, so that a test has its own. */
export type Store = Pick<Storage, 'getItem' | 'setItem'>

const MOST_VIEWS = 50
const LONGEST_NAME = 60

/** The views of one account at this machine. */
export function savedViews(store: Store, account: string): SavedView[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(place(account)) ?? '[]')
    return Array.isArray(kept) ? kept.flatMap(viewOf).slice(0, MOST_VIEWS) : []
  } catch {
    return [] // no storage, or somebody else wrote there
  }
}

/** With one more view; one of the same name is replaced, the oldest goes where there are too many. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  const name = view.name.trim().slice(0, LONGEST_NAME)
  if (name === '') return [...views]
  const others = views.filter((other) => other.name !== name)
  return [...others, { ...view, name }].slice(-MOST_VIEWS)
}

/** Whether they are kept for the next time; where the browser has no storage they are not. */
export function keepViews(store: Store, account: string, views: readonly SavedView[]): boolean {
  try {
    store.setItem(place(account), JSON.stringify(views))
    return true
  } catch {
    return false
  }
}

/** Whether two searches show the same. */
export const sameSearch = (a: FleetSearch, b: FleetSearch): boolean =>
  JSON.stringify(fleetSearch({ ...a })) === JSON.stringify(fleetSearch({ ...b }))

const place = (account: string): string => `waddleperf.views.${account}`

function viewOf(kept: unknown): SavedView[] {
  if (typeof kept !== 'object' || kept === null) return []
  const { name, search } = kept as Record<string, unknown>
  if (typeof name !== 'string' || typeof search !== 'object' || search === null) return []
  return [{ name, search: fleetSearch(search as Record<string, unknown>) }]
}
