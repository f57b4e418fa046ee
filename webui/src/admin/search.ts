import { isDay } from '../reports/period'

export type View = 'system' | 'channels' | 'audit' | 'retention' | 'licence'

/** What the screen shows, as it stands in the URL; without a view how the system is. */
export interface AdminSearch {
  view?: Exclude<View, 'system'>
  /** Of channels: the words that a name must have, one of them, its form, the form of a new one. */
  q?: string
  channel?: string
  edit?: true
  make?: true
  /** Of the audit: who did what to which thing, from which of the viewer's days to which. */
  who?: string
  action?: string
  subject?: string
  from?: string
  to?: string
}

/** The view state in a URL's query; what it does not understand it leaves out. */
export function adminSearch(search: Record<string, unknown>): AdminSearch {
  const texts = (...names: string[]): Record<string, string> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const text = isText(search[name]) ? String(search[name]).trim() : ''
        return text === '' ? [] : [[name, text]]
      }),
    )
  switch (search['view']) {
    case 'channels':
      if (search['make'] === true) return { view: 'channels', make: true }
      return {
        view: 'channels',
        ...texts('q', 'channel'),
        ...(isText(search['channel']) && search['edit'] === true && { edit: true }),
      }
    case 'audit': {
      const { from, to } = search
      return {
        view: 'audit',
        ...texts('who', 'action', 'subject'),
        ...(isDay(from) && { from }),
        ...(isDay(to) && !(isDay(from) && to < from) && { to }),
      }
    }
    case 'retention':
    case 'licence':
      return { view: search['view'] }
    default:
      return {}
  }
}

/** A name of digits alone is a number in a URL. */
const isText = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'
