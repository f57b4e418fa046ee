import { counted } from '../format/numbers'

/** Tells of rows that wait, and lets them come; quiet, and always in its place so that nothing jumps. */
export function Changes({ changes, onTake }: { changes: number; onTake: () => void }) {
  return (
    <button
      type="button"
      className={`button ${changes === 0 ? 'invisible' : ''}`}
      title="Rows stay where they are while you point at them or one has the focus"
      onClick={onTake}
    >
      {counted(changes, 'change')}
    </button>
  )
}
