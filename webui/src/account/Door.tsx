import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, Suspense, lazy, useEffect, useState } from 'react'
import { askEarly, forgetEarly } from '../api/early'
import { firstScreen, isReady } from '../app/first'
import { useLive } from '../app/live'
import { ProblemCard } from '../ui/ProblemCard'
import { MeContext, ask, useKnown } from './me'

const SignIn = lazy(() => import('./SignIn'))
const ChangePassword = lazy(() => import('./ChangePassword'))
const AGAIN_MS = 3_000

/**
 * Shows the page to whoever the server knows, and asks all others who they are. Whoever shows it has asked the server.
 *
 * @param props.code what the first screen is made of, on its way
 */
export function Door({ children, code }: { children: ReactNode; code: Promise<unknown> }) {
  const queries = useQueryClient()
  const { me, problem } = useKnown()
  const stranger = problem?.status === 401
  const open = me !== undefined && !me.mustChangePassword
  useLive(open)
  const [ready, setReady] = useState(isReady)
  useEffect(() => {
    if (!open || ready) return
    if (location.pathname === '/') askEarly()
    void firstScreen(code).then(() => setReady(true))
  }, [open, ready, code])
  useEffect(() => {
    // what one account has seen, the next one at this machine may not
    if (!stranger) return
    queries.clear()
    forgetEarly()
  }, [stranger, queries])
  useEffect(() => {
    if (problem === undefined || stranger) return
    const timer = setTimeout(() => void ask(), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [problem, stranger])
  if (open && ready) return <MeContext value={me}>{children}</MeContext>
  return (
    <main id="main" className="mx-auto max-w-sm p-4 pt-[12vh]">
      <Suspense fallback={null}>
        {stranger && <SignIn />}
        {me?.mustChangePassword && <ChangePassword me={me} />}
      </Suspense>
      {problem && !stranger && (
        <>
          <h1 className="sr-only">WaddlePerf</h1>
          <ProblemCard error={problem} onRetry={() => void ask()} />
        </>
      )}
    </main>
  )
}
