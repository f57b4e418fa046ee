import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { problemOf } from '../api/client'
import { useSnapshot } from '../api/incidentQueries'
import type { Snapshot } from '../api/incidents'
import type { Result } from '../api/types'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime, Skeleton } from '../ui/parts'
import { Heading } from './Heading'
import { Members } from './Members'
import { Milestones } from './Milestones'
import { Timeline } from './Timeline'
import { Frozen } from './frozen'

/** An incident as it was, for whoever has a link to it; without the rest of the page, which it opens to nobody. */
export default function SnapshotPage() {
  const token = useSyncExternalStore(watch, () => location.hash.slice(1))
  return (
    <>
      <header className="border-b border-line">
        <p className="mx-auto flex h-12 max-w-[1500px] items-center gap-2 px-3 text-base font-semibold sm:px-5">
          <img src="/favicon.svg" alt="" width="22" height="22" className="shrink-0" />
          WaddlePerf
        </p>
      </header>
      <main id="main" className="mx-auto max-w-[1500px] space-y-4 p-3 sm:p-5">
        {token === '' ? <NoLonger /> : <Asked token={token} />}
      </main>
    </>
  )
}

function watch(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

function Asked({ token }: { token: string }) {
  const { data, isError, error, refetch } = useSnapshot(token)
  useEffect(() => {
    document.title = `${data?.incident.sentence ?? t('Incident')} · WaddlePerf`
  }, [data])
  if (data) return <Shown snapshot={data} />
  if (isError && problemOf(error).status === 404) return <NoLonger />
  return (
    <>
      <h1 className="sr-only">{t('Incident')}</h1>
      {isError ? (
        <ProblemCard error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={3} className="h-40" />
        </div>
      )}
    </>
  )
}

function Shown({ snapshot }: { snapshot: Snapshot }) {
  const { takenAt, expiresAt, incident, results } = snapshot
  const byId = useMemo(
    () => new Map<string, Result>(results.map((result) => [result.id, result])),
    [results],
  )
  return (
    <Frozen value={Date.parse(takenAt)}>
      <p className="card px-3 py-2">
        {rich('This is how it stood at <b>{taken}</b>. The link works until {expires}.', {
          b: (text) => <strong>{text}</strong>,
          taken: <LocalTime at={takenAt} />,
          expires: <LocalTime at={expiresAt} />,
        })}
      </p>
      <Heading incident={incident} />
      <Milestones incident={incident} />
      <div className="gap-4 max-xl:space-y-4 xl:grid xl:grid-cols-[minmax(0,1fr)_27rem]">
        <div className="min-w-0">
          <Timeline incident={incident} results={byId} />
        </div>
        <Members members={incident.members} closed={incident.state === 'closed'} />
      </div>
    </Frozen>
  )
}

function NoLonger() {
  return (
    <div className="card p-6">
      <h1 className="text-base font-semibold">{t('This link does not work')}</h1>
      <p className="mt-1 text-muted">
        {t(
          'It has expired, was taken back, or is not complete. Ask whoever gave it to you for another one.',
        )}
      </p>
    </div>
  )
}
