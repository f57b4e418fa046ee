import { useState } from 'react'
import { t } from '../language/text'

/** Copies a text; where the browser does not let us, it says so, and the text can be selected. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState<boolean>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      setCopied(false) // over plain HTTP there is no clipboard
    }
  }
  return (
    <>
      <button type="button" className="button border-accent!" onClick={() => void copy()}>
        {t('Copy {what}', { what })}
      </button>
      <span role="status" className="empty:sr-only">
        {copied === true && t('Copied.')}
        {copied === false &&
          t('This browser does not copy here: select {what} and copy it.', { what })}
      </span>
    </>
  )
}
