import { useState } from 'react'
import { KEY, languages, show, useLanguage } from './language'
import { t } from './text'

/** A language in its own words, such as "Deutsch". */
const nameOf = (tag: string): string =>
  new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag

/** Shows a language, and this browser remembers it. */
async function choose(tag: string): Promise<void> {
  await show(tag)
  try {
    localStorage.setItem(KEY, tag)
  } catch {
    // No storage: it holds for this page.
  }
}

/** The page is drawn anew, and with it what was pressed. */
const focusButton = (): void =>
  document.querySelector<HTMLElement>('[popovertarget="languages"]')?.focus()

/** Which language the page is read in, each by its own name. */
export default function LanguageMenu() {
  const shown = useLanguage()
  const [failed, setFailed] = useState(false)
  const take = (tag: string): void => {
    setFailed(false)
    choose(tag).then(
      () => requestAnimationFrame(focusButton),
      () => setFailed(true),
    )
  }
  return (
    <>
      <button type="button" className="button w-11" popoverTarget="languages">
        <span aria-hidden="true" className="uppercase">
          {shown}
        </span>
        <span className="sr-only">{t('Language: {name}', { name: nameOf(shown) })}</span>
      </button>
      <div
        id="languages"
        popover="auto"
        className="card fixed top-12 right-3 bottom-auto left-auto m-0 w-40 p-1 text-text shadow-lg
          supports-[position-area:bottom]:inset-auto
          supports-[position-area:bottom]:[position-area:bottom_span-left]"
      >
        {languages.map((tag) => (
          <button
            key={tag}
            type="button"
            lang={tag}
            aria-pressed={tag === shown}
            className="flex min-h-11 w-full items-center justify-between rounded px-2 hover:bg-raised"
            {...(tag === shown && {
              popoverTarget: 'languages',
              popoverTargetAction: 'hide' as const,
            })}
            onClick={() => take(tag)}
          >
            {nameOf(tag)}
            {tag === shown && <span aria-hidden="true">✓</span>}
          </button>
        ))}
        {failed && (
          <p role="alert" className="p-2 text-failing">
            {t('It does not load: is WaddlePerf still running?')}
          </p>
        )}
      </div>
    </>
  )
}
