import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { focusHeading } from '../ui/useHeadingFocus'
import { type Done, isNew, offer, useDone } from './undo'

/**
 * Says what was just done, and takes it back. Where what was pressed is gone with it, the focus comes
 * here.
 */
export function UndoNote({ kind }: { kind: Done['kind'] }) {
  const done = useDone(kind)
  const queries = useQueryClient()
  const [undone, setUndone] = useState<Done>()
  const undoing = useMutation({
    mutationFn: (one: Done) => one.undo(),
    onSuccess: (_, one) => {
      setUndone(one)
      offer(undefined)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [kind] }),
  })
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (done && isNew(done) && document.activeElement === document.body) note.current?.focus()
  }, [done])
  return (
    <div ref={note} role="status" tabIndex={-1} className="space-y-2 empty:sr-only">
      {done && (
        <p className="card flex flex-wrap items-center gap-x-4 gap-y-2 border-accent px-3 py-2">
          <span className="wrap-anywhere">
            <span aria-hidden="true" className="text-healthy">
              ✓{' '}
            </span>
            {done.what}
          </span>
          <span className="flex gap-2">
            <button
              type="button"
              className="button"
              disabled={undoing.isPending}
              onClick={() => {
                note.current?.focus()
                undoing.mutate(done)
              }}
            >
              {t('Undo')}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => {
                offer(undefined)
                focusHeading()
              }}
            >
              {t('Dismiss')}
            </button>
          </span>
        </p>
      )}
      {done && undoing.isError && undoing.variables === done && (
        <ProblemCard error={undoing.error} />
      )}
      {!done && undone && (
        <p className="text-muted wrap-anywhere">
          {t('Undone: it is as it was before “{what}”', { what: undone.what })}
        </p>
      )}
    </div>
  )
}
