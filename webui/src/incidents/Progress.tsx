import { problemOf } from '../api/client'
import type { ActionKind, Incident } from '../api/incidents'
import { ProblemCard } from '../ui/parts'
import type { Acting } from './acting'
import { type Underway, isOpen, isSent } from './wishes'

const HELD: Partial<Record<ActionKind, string>> = {
  acknowledge: 'Acknowledged: no more reminders.',
  approve: 'Approved: tier 3 starts in a moment.',
}

const DONE: Record<ActionKind, string> = {
  acknowledge: 'Acknowledged.',
  approve: 'Approved: tier 3 starts.',
  comment: 'Your comment is in the story.',
  close: 'Closed.',
}

/** How far everything is that somebody wanted, and the way back while there is one. */
export function Progress({ incident, acting }: { incident: Incident; acting: Acting }) {
  return (
    <div role="status" className="space-y-1 empty:sr-only">
      {acting.underway.map((one) => (
        <Line key={one.wish.key} one={one} incident={incident} acting={acting} />
      ))}
    </div>
  )
}

function Line(props: { one: Underway; incident: Incident; acting: Acting }) {
  const { one, incident, acting } = props
  const { wish, stage, error } = one
  if (isSent(stage) && !isOpen(one, incident)) {
    return <p className="text-healthy">✓ {DONE[wish.kind]}</p>
  }
  switch (stage) {
    case 'held':
      return (
        <p className="flex flex-wrap items-center gap-x-3">
          {HELD[wish.kind]}
          <button type="button" className="button" onClick={() => acting.undo(one)}>
            Undo
          </button>
        </p>
      )
    case 'sending':
      return <p className="text-muted">Sending…</p>
    case 'sent':
      return <p className="text-muted">Accepted. It shows here once it has taken effect…</p>
    case 'late':
      return (
        <p className="text-breaching">
          Accepted, but it has not taken effect yet. The page keeps watching; is escalation-streams
          running?
        </p>
      )
    case 'failed':
      return (
        <ProblemCard error={error} {...(mayHelp(error) && { onRetry: () => acting.again(one) })} />
      )
  }
}

/** What the server refuses it refuses again. */
function mayHelp(error: unknown): boolean {
  const { status } = problemOf(error)
  return status < 400 || status >= 500 || status === 429
}
