import { t } from '../language/text'
import type { Told } from './telling'

/** What is told once, until somebody has it. */
export function Secret({ told, onDone }: { told: Told | undefined; onDone: () => void }) {
  return (
    <div role="status" className="empty:sr-only">
      {told && (
        <div className="card border-accent p-3">
          <p className="font-medium">{told.words}</p>
          <p className="my-2 font-mono wrap-anywhere select-all">{told.secret}</p>
          <button type="button" className="button" onClick={onDone}>
            {t('I have it')}
          </button>
        </div>
      )}
    </div>
  )
}
