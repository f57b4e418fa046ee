import type { IncidentState, IncidentSummary } from '../api/incidents'

/** What the list shows, as it stands in the URL; what is absent is what goes on now. */
export interface IncidentSearch {
  state?: Shown
  /** Only those that they are to look after. */
  assignee?: string
}

/** One state alone. */
export type Shown = 'open' | 'recovering' | 'closed'

const SHOWN: readonly Shown[] = ['open', 'recovering', 'closed']

/** What goes on: where nothing else is asked for. */
export const CURRENT: readonly IncidentState[] = ['open', 'recovering']

export const CLOSED: readonly IncidentState[] = ['closed']

/** The view state in a URL's query; what it does not understand it leaves out. */
export function incidentSearch({ state, assignee }: Record<string, unknown>): IncidentSearch {
  const shown = SHOWN.find((one) => one === state)
  return {
    ...(shown !== undefined && { state: shown }),
    ...(typeof assignee === 'string' && NAME.test(assignee) && { assignee }),
  }
}

/** Of an account. */
const NAME = /^[\w.@-]{1,64}$/

/** Open before recovering before closed; of those that go on, critical first; then the newest. */
export function worstFirst(
  items: IncidentSummary[],
  states: readonly IncidentState[],
): IncidentSummary[] {
  return items
    .filter(({ state }) => states.includes(state))
    .sort((a, b) => rank(a) - rank(b) || newest(b) - newest(a))
}

const rank = ({ state, severity }: IncidentSummary): number => {
  if (state === 'closed') return 4
  return (state === 'open' ? 0 : 2) + (severity === 'critical' ? 0 : 1)
}

const newest = ({ closedAt, openedAt }: IncidentSummary): number => Date.parse(closedAt ?? openedAt)
