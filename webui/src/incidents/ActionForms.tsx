import { useEffect, useId, useRef, useState } from 'react'
import { rich } from '../language/rich'
import { t } from '../language/text'

const MOST_CHARACTERS = 4_000

/** What somebody wants to say of an incident. */
export function CommentForm(props: {
  /** What stands there at first. */
  before: string
  busy: boolean
  onSend: (text: string) => void
  onCancel: () => void
}) {
  const { before, busy, onSend, onCancel } = props
  const [text, setText] = useState(before)
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
        {t('Comment')}
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
        <button
          type="submit"
          className="button border-accent!"
          disabled={busy || text.trim() === ''}
        >
          {t('Add comment')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('Cancel')}
        </button>
      </div>
    </form>
  )
}

/** Asks once more: it cannot be undone. */
export function CloseForm(props: { busy: boolean; onClose: () => void; onCancel: () => void }) {
  const { busy, onClose, onCancel } = props
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  return (
    <div
      role="group"
      aria-label={t('Close this incident?')}
      className="card max-w-3xl space-y-2 border-breaching p-3"
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <p>
        {rich(
          '<b>Close this incident?</b> It cannot be opened again. A path that is still broken opens a new one.',
          {
            b: (text) => <strong className="font-semibold">{text}</strong>,
          },
        )}
      </p>
      <div className="flex gap-2">
        <button
          type="button"
          className="button border-breaching!"
          disabled={busy}
          onClick={onClose}
        >
          {t('Close it')}
        </button>
        <button ref={keep} type="button" className="button" onClick={onCancel}>
          {t('Keep it open')}
        </button>
      </div>
    </div>
  )
}
