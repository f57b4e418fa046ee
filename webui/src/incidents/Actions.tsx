import { useEffect, useId, useRef, useState } from 'react'
import { useMay } from '../account/me'
import { problemOf } from '../api/client'
import type { ActionKind, Incident } from '../api/incidents'
import { counted } from '../format/numbers'
import { ProblemCard } from '../ui/parts'
import { type Acting, useActing } from './acting'

/** What one can do with an incident, for whoever may. */
export function Actions(props: { incident: Incident; onWaiting: (waiting: boolean) => void }) {
  return useMay('maintainer') && <Doing {...props} />
}

function Doing(props: { incident: Incident; onWaiting: (waiting: boolean) => void }) {
  const { incident, onWaiting } = props
  const acting = useActing(incident, onWaiting)
  const [form, setForm] = useState<'comment' | 'close' | undefined>(undefined)
  const { acknowledgedBy, awaitsApproval, state } = incident
  const act = (kind: ActionKind, text = ''): void => {
    setForm(undefined)
    acting.act(kind, text)
  }
  const open = (which: typeof form): void => setForm(form === which ? undefined : which)
  const section = useRef<HTMLElement>(null)
  const cancel = (): void => {
    setForm(undefined)
    section.current?.focus() // what had it is gone
  }
  return (
    <section ref={section} tabIndex={-1} aria-label="Actions" className="space-y-2">
      {state !== 'closed' && (
        <div className="flex flex-wrap gap-2">
          {acknowledgedBy == null && (
            <Act acting={acting} kind="acknowledge" onClick={() => act('acknowledge')}>
              Acknowledge
            </Act>
          )}
          {awaitsApproval.length > 0 && (
            <Act acting={acting} kind="approve" onClick={() => act('approve')}>
              Approve tier 3 on {counted(awaitsApproval.length, 'path')}
            </Act>
          )}
          <Act
            acting={acting}
            kind="comment"
            expanded={form === 'comment'}
            onClick={() => open('comment')}
          >
            Comment…
          </Act>
          <Act
            acting={acting}
            kind="close"
            expanded={form === 'close'}
            onClick={() => open('close')}
          >
            Close…
          </Act>
        </div>
      )}
      {state !== 'closed' && form === 'comment' && (
        <Comment onSend={(text) => act('comment', text)} onCancel={cancel} />
      )}
      {state !== 'closed' && form === 'close' && (
        <Confirm onClose={() => act('close')} onCancel={cancel} />
      )}
      <Progress acting={acting} />
    </section>
  )
}

const STRONG = new Set<ActionKind>(['acknowledge', 'approve'])

function Act(props: {
  acting: Acting
  kind: ActionKind
  expanded?: boolean
  onClick: () => void
  children: React.ReactNode
}) {
  const { acting, kind, expanded, onClick, children } = props
  return (
    <button
      type="button"
      className={`button ${STRONG.has(kind) ? 'border-accent!' : ''}`}
      disabled={acting.busy}
      {...(expanded !== undefined && { 'aria-expanded': expanded })}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

const DONE: Record<ActionKind, string> = {
  acknowledge: 'Acknowledged.',
  approve: 'Approved: tier 3 starts.',
  comment: 'Your comment is in the story.',
  close: 'Closed.',
}

function Progress({ acting }: { acting: Acting }) {
  const { kind, step, error, again } = acting
  const status = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // the button that had the focus may have gone with what it was for
    if (step === 'done' && document.activeElement === document.body) status.current?.focus()
  }, [step])
  return (
    <div ref={status} tabIndex={-1} role="status" className="empty:hidden">
      {step === 'sending' && <p className="text-muted">Sending…</p>}
      {step === 'waiting' && (
        <p className="text-muted">Accepted. It shows here once it has taken effect…</p>
      )}
      {step === 'late' && (
        <p className="text-breaching">
          Accepted, but it has not taken effect yet. The page keeps watching; is escalation-streams
          running?
        </p>
      )}
      {step === 'done' && kind !== undefined && <p className="text-healthy">✓ {DONE[kind]}</p>}
      {step === 'failed' && (
        <ProblemCard error={error} {...(mayHelp(error) && { onRetry: again })} />
      )}
    </div>
  )
}

/** What the server refuses it refuses again. */
function mayHelp(error: unknown): boolean {
  const { status } = problemOf(error)
  return status < 400 || status >= 500 || status === 429
}

const MOST_CHARACTERS = 4_000

function Comment({ onSend, onCancel }: { onSend: (text: string) => void; onCancel: () => void }) {
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      className="card max-w-3xl space-y-2 p-3"
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') onSend(text.trim())
      }}
    >
      <label htmlFor={id} className="font-medium">
        Comment
      </label>
      <textarea
        id={id}
        ref={field}
        rows={3}
        value={text}
        maxLength={MOST_CHARACTERS}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.form?.requestSubmit()
          }
        }}
        className="block w-full rounded-md border border-edge bg-bg px-2 py-1"
      />
      <div className="flex gap-2">
        <button type="submit" className="button border-accent!" disabled={text.trim() === ''}>
          Add comment
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function Confirm({ onClose, onCancel }: { onClose: () => void; onCancel: () => void }) {
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  return (
    <div
      role="group"
      aria-label="Close this incident?"
      className="card max-w-3xl space-y-2 border-breaching p-3"
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <p>
        <strong className="font-semibold">Close this incident?</strong> It cannot be opened again. A
        path that is still broken opens a new one.
      </p>
      <div className="flex gap-2">
        <button type="button" className="button border-breaching!" onClick={onClose}>
          Close it
        </button>
        <button ref={keep} type="button" className="button" onClick={onCancel}>
          Keep it open
        </button>
      </div>
    </div>
  )
}
