import { useEffect, useRef } from 'react'
import { DemoBar } from '../demo/DemoBar'
import { FailedWishes } from '../incidents/FailedWishes'

/** A little more than what is there, so that the outline of what has the focus shows. */
const MARGIN_PX = 8

/**
 * What stands below every screen, at the bottom of the window: it comes when the screen is there
 * already, and moves nothing of it.
 */
export default function Notices() {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const { style } = document.documentElement
    // what takes the focus is scrolled out from behind it
    const resized = new ResizeObserver(() => {
      style.scrollPaddingBottom = `${element.offsetHeight + MARGIN_PX}px`
    })
    resized.observe(element)
    return () => {
      resized.disconnect()
      style.scrollPaddingBottom = ''
    }
  }, [])
  return (
    <div ref={box} className="sticky bottom-0 z-10 max-h-[40dvh] overflow-y-auto print:hidden">
      <FailedWishes />
      <DemoBar />
    </div>
  )
}
