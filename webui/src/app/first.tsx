import { type ReactNode, Suspense, lazy } from 'react'
import { get } from '../api/client'
import type { Demo } from '../api/incidents'

/** So long the first screen waits for what belongs to it. */
const PATIENCE_MS = 3_000

const Later = lazy(() => import('../demo/DemoBar'))

let bar: ReactNode = (
  <Suspense fallback={null}>
    <Later />
  </Suspense>
)

/** What stands above every screen of a demo; nothing elsewhere. */
export const demoBar = (): ReactNode => bar

let ready = false

/** Whether the first screen can be shown, or could be before. */
export const isReady = (): boolean => ready

/**
 * Comes once the first screen can be shown whole: its code is there, and it is known whether this is a demo, whose
 * buttons would else push it down. Where that takes too long they come later.
 */
export async function firstScreen(code: Promise<unknown>): Promise<void> {
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS))
  await Promise.race([Promise.allSettled([code, askForDemo()]), late])
  ready = true
}

async function askForDemo(): Promise<void> {
  const demo = await get<Demo>('/demo', {})
  if (!demo.running) {
    bar = null
    return
  }
  const { default: DemoBar } = await import('../demo/DemoBar')
  bar = <DemoBar first={demo} />
}
