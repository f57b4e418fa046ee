import { problemOf } from '../api/client'
import type { ActionKind, Incident } from '../api/incidents'
import { type Message, msg, t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import type { Acting } from './acting'
import { type Underway, isOpen, isSent } from './wishes'

const HELD: Partial<Record<ActionKind, Message>> = {
  acknowledge: msg('Acknowledged: no more reminders.'),
  assign: msg('The assignment changes in a moment.'),
  approve: msg('Approved: tier 3 starts in a moment.'),
}

const DONE: Record<ActionKind, Message> = {
  acknowledge: msg('Acknowledged.'),
  assign: msg('The assignment has changed.'),
  approve: msg('Approved: tier 3 starts.'),
  comment: msg('Your comment is in the story.'),
  close: msg('Closed.'),
}

interface ProgressProps {
  incident: Incident
  acting: Acting
  /** Writes a comment anew that the server did not take; undefined where nobody can now. */
  onRewrite: ((one: Underway) => void) | undefined
}

/** How far everything is that somebody wanted, and the way back while there is one. */
export function Progress(props: ProgressProps) {
  return (
    <div role="status" className="space-y-1 empty:sr-only">
      {props.acting.underway.map((one) => (
        <Line key={one.wish.key} one={one} {...props} />
      ))}
    </div>
  )
}

function Line({ one, ...props }: ProgressProps & { one: Underway }) {
  const { incident, acting } = props
  const { wish, stage } = one
  const held = HELD[wish.kind]
  if (isSent(stage) && !isOpen(one, incident)) {
    return <p className="text-healthy">✓ {t(DONE[wish.kind])}</p>
  }
  switch (stage) {
    case 'held':
      return (
        <p className="flex flex-wrap items-center gap-x-3">
          {held && t(held)}
          <button type="button" className="button" onClick={() => acting.undo(one)}>
            {t('Undo')}
          </button>
        </p>
      )
    case 'sending':
      return <p className="text-muted">{t('Sending…')}</p>
    case 'sent':
      return <p className="text-muted">{t('Accepted. It shows here once it has taken effect…')}</p>
    case 'late':
      return (
        <p className="text-breaching">
          {t(
            'Accepted, but it has not taken effect yet. The page keeps watching; is escalation-streams running?',
          )}
        </p>
      )
    case 'overtaken':
      return <p className="text-muted">{t('Not sent: somebody else was faster.')}</p>
    case 'failed':
      return <Failed one={one} {...props} />
  }
}

/** What the server did not take, with what was written, and the ways on. */
function Failed({ one, acting, onRewrite }: ProgressProps & { one: Underway }) {
  const { wish, error } = one
  return (
    <div className="space-y-2">
      <ProblemCard error={error} {...(mayHelp(error) && { onRetry: () => acting.again(one) })} />
      {wish.text !== '' && (
        <p className="whitespace-pre-wrap wrap-anywhere">{t('“{text}”', { text: wish.text })}</p>
      )}
      <p className="flex flex-wrap gap-2">
        {wish.kind === 'comment' && onRewrite && (
          <button type="button" className="button" onClick={() => onRewrite(one)}>
            {t('Change the comment…')}
          </button>
        )}
        <button type="button" className="button" onClick={() => acting.forget(one)}>
          {t('Dismiss')}
        </button>
      </p>
    </div>
  )
}

/** Signed in anew, or with the newest token of the session, it may be taken. */
const ONCE_MORE = new Set([401, 403, 429])

/** What the server refuses it refuses again. */
function mayHelp(error: unknown): boolean {
  const { status } = problemOf(error)
  return status < 400 || status >= 500 || ONCE_MORE.has(status)
}
