import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../account/me'
import { post } from '../api/client'
import { KeptKey } from '../api/keeping'
import { type PathId, ended, useTestStatus } from '../api/queries'
import type { TestStatus } from '../api/types'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Progress } from './Arrived'

/** Runs the checks of a path, for whoever may. */
export function TestNow(props: { id: PathId; checks: string[] }) {
  return useMay('maintainer') && <Tester {...props} />
}

/** Runs the checks of a path at once and shows each step until there is a result. */
function Tester({ id, checks }: { id: PathId; checks: string[] }) {
  const [key] = useState(() => new KeptKey())
  const asked = useMutation({
    mutationFn: () => {
      const body = { probes: [id.probe], target: id.target, checks }
      return post<TestStatus>('/tests/run', body, key.of(body))
    },
    onSuccess: () => key.answered(),
  })
  const status = useTestStatus(asked.data?.test_id)
  const running = asked.isPending || (asked.isSuccess && !(status.data && ended(status.data)))
  return (
    <>
      <button
        type="button"
        className="button border-accent!"
        disabled={running && !status.isError}
        onClick={() => asked.mutate()}
      >
        {t(running && !status.isError ? 'Testing…' : 'Test now')}
      </button>
      <div role="status" className="basis-full empty:sr-only">
        {asked.isPending && <p className="py-1.5 text-muted">{t('Sending the request…')}</p>}
        {asked.isError && <ProblemCard error={asked.error} onRetry={() => asked.mutate()} />}
        {asked.isSuccess && status.data && <Progress status={status.data} />}
        {asked.isSuccess && status.isError && (
          <ProblemCard error={status.error} onRetry={() => void status.refetch()} />
        )}
      </div>
    </>
  )
}
