import { type RefObject, useEffect, useRef } from 'react'

/**
 * For the heading of a page that shows something else in its place, such as a form: it takes the focus
 * then, since what had it is gone. It needs `tabIndex={-1}`.
 */
export function useHeadingFocus(view: unknown): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(view)
  useEffect(() => {
    if (shown.current === view) return
    shown.current = view
    heading.current?.focus()
  }, [view])
  return heading
}

/** Where whoever goes by keyboard is once more where what they pressed is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('#main h1[tabindex]')?.focus()
}
