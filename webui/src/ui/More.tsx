import { useId, useState } from 'react'
import { t } from '../language/text'

/** What matters less; open where something in it is wrong. */
export function More({ open, children }: { open: boolean; children: React.ReactNode }) {
  const [opened, setOpened] = useState(false)
  const id = useId()
  const shown = opened || open
  return (
    <div>
      <button
        type="button"
        className="button"
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setOpened(!shown)}
      >
        {t(shown ? 'Less' : 'More')}
      </button>
      <div id={id} hidden={!shown}>
        {children}
      </div>
    </div>
  )
}
