import { useState } from 'react'
import { t } from '../language/text'

/** A button that asks once more before something is gone. */
export function Confirm(props: {
  /** What it does, in a word. */
  does: string
  /** To what. */
  what: string
  disabled?: boolean
  onSure: () => void
}) {
  const { does, what, disabled, onSure } = props
  const [asked, setAsked] = useState<boolean>()
  if (!asked) {
    return (
      <button
        type="button"
        className="button"
        aria-label={t('{does} {what}…', { does, what })}
        disabled={disabled}
        autoFocus={asked === false}
        onClick={() => setAsked(true)}
      >
        {does}…
      </button>
    )
  }
  return (
    <span className="flex flex-wrap gap-2">
      <button
        type="button"
        className="button border-failing!"
        onClick={() => {
          setAsked(false)
          onSure()
        }}
      >
        {t('{does} {what}', { does, what })}
      </button>
      <button type="button" className="button" autoFocus onClick={() => setAsked(false)}>
        {t('Keep')}
      </button>
    </span>
  )
}
