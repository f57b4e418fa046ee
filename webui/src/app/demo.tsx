import { type ReactNode, Suspense, lazy } from 'react'
import { get } from '../api/client'
import type { Demo } from '../api/incidents'

/** So long the first screen waits for what stands above it. */
const PATIENCE_MS = 500

const Later = lazy(() => import('../demo/DemoBar'))

/** The buttons of a demo once it is known that it is one; nothing elsewhere. */
async function asked(): Promise<ReactNode> {
  const demo = await get<Demo>('/demo', {})
  if (!demo.running) return null
  const { default: DemoBar } = await import('../demo/DemoBar')
  return <DemoBar first={demo} />
}

/** The same where that takes too long: they come when they come. */
const later = (
  <Suspense fallback={null}>
    <Later />
  </Suspense>
)

let bar: Promise<ReactNode> | undefined

/** What stands above every screen of a demo: there with the first one, so that it never pushes one down. */
export function demoBar(): Promise<ReactNode> {
  bar ??= Promise.race([
    asked().catch(() => later),
    new Promise<ReactNode>((done) => setTimeout(() => done(later), PATIENCE_MS)),
  ])
  return bar
}
