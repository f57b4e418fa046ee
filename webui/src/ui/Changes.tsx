import { ROW_LINK } from '../fleet/keys'
import { plural } from '../language/plural'
import { t } from '../language/text'

/**
 * Tells of rows that wait, and lets them come; quiet, and always in its place so that nothing jumps.
 * It is gone then: whoever came by keyboard goes on in the first row.
 */
export function Changes({ changes, onTake }: { changes: number; onTake: () => void }) {
  return (
    <button
      type="button"
      className={`button ${changes === 0 ? 'invisible' : ''}`}
      title={t('Rows stay where they are while you point at them or one has the focus')}
      onClick={({ detail }) => {
        onTake()
        if (detail === 0) requestAnimationFrame(focusFirstRow)
      }}
    >
      {plural(changes, '{n} change', '{n} changes')}
    </button>
  )
}

const focusFirstRow = (): void => document.querySelector<HTMLElement>(`[${ROW_LINK}]`)?.focus()
