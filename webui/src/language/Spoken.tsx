import { Fragment, type ReactNode, useLayoutEffect } from 'react'
import { useLanguage } from './language'

/** All of the page in one language: another one draws it anew, so that no text is left behind. */
export function Spoken({ children }: { children: ReactNode }) {
  const language = useLanguage()
  useLayoutEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return <Fragment key={language}>{children}</Fragment>
}
