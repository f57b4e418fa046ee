import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMay, useMe } from '../account/me'
import { change } from '../api/client'
import {
  type MadeEnrolment,
  putEnabled,
  useEnrolments,
  useIdentities,
  useProbes,
} from '../api/probes'
import { UndoNote } from '../edit/UndoNote'
import { offer } from '../edit/undo'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { EnrolForm, Line } from './Enrol'
import { ProbeTable } from './ProbeTable'
import { type ProbeRow, rowsOf } from './rows'

/** The probes: who they are, whether they are heard of, and how another one joins. */
export function ProbesPage() {
  const admin = useMay('admin')
  useEffect(() => {
    document.title = `${t('Probes')} · WaddlePerf`
  }, [])
  return (
    <>
      <h1 className="text-lg font-semibold">{t('Probes')}</h1>
      <Probes admin={admin} />
      {!admin && <p className="text-muted">{t('An admin lets probes on other machines join.')}</p>}
    </>
  )
}

/** A line that was made here, and when its probe had joined before. */
interface Fresh {
  made: MadeEnrolment
  joinedBefore: string | undefined
}

function Probes({ admin }: { admin: boolean }) {
  const [fresh, setFresh] = useState<Fresh>()
  const watching = fresh !== undefined
  const probes = useProbes(watching)
  const identities = useIdentities(admin, watching)
  const enrolments = useEnrolments(admin, watching)
  const revoking = useRevoking()
  const working = useWorking()
  const maintainer = useMay('maintainer')
  const failed = [probes, identities, enrolments].find(({ isError }) => isError)
  const retry = (): void => {
    void probes.refetch()
    if (!admin) return
    void identities.refetch()
    void enrolments.refetch()
  }
  const loading =
    probes.data === undefined ||
    (admin && (identities.data === undefined || enrolments.data === undefined))
  if (loading) {
    return failed ? (
      <ProblemCard error={failed.error} onRetry={retry} />
    ) : (
      <div className="card">
        <Skeleton rows={4} />
      </div>
    )
  }
  const known = identities.data?.items ?? []
  const rows = rowsOf(probes.data.items, known, enrolments.data?.items ?? [])
  const joinedAt = (id: string): string | undefined =>
    known.find(({ probe, revokedAt }) => probe === id && revokedAt == null)?.joinedAt
  return (
    <>
      {failed && (
        <StaleNote
          error={failed.error}
          dataAt={Math.min(probes.dataUpdatedAt, failed.dataUpdatedAt)}
        />
      )}
      {fresh && (
        <Line
          key={fresh.made.command}
          made={fresh.made}
          joined={![undefined, fresh.joinedBefore].includes(joinedAt(fresh.made.probe))}
          onDone={() => setFresh(undefined)}
        />
      )}
      {admin && (
        <Enrolling onMade={(made) => setFresh({ made, joinedBefore: joinedAt(made.probe) })} />
      )}
      {[revoking, working].map(
        ({ error }) => error && <ProblemCard key={String(error)} error={error} />,
      )}
      <UndoNote kind="probes" />
      {rows.length === 0 ? (
        <NoneYet admin={admin} />
      ) : (
        <ProbeTable
          rows={rows}
          deeds={{
            busy: revoking.isPending || working.isPending,
            onRevoke: admin ? (id) => revoking.mutate(id) : undefined,
            onWork: maintainer ? (row, enabled) => working.mutate({ row, enabled }) : undefined,
          }}
        />
      )}
    </>
  )
}

function useRevoking() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      change<unknown>('DELETE', `/probe-identities/${encodeURIComponent(id)}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['probes'] }),
  })
}

/** Takes a probe's work away or gives it back, and offers the way back. */
function useWorking() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ row, enabled }: { row: ProbeRow; enabled: boolean }) =>
      putEnabled({ id: row.id, version: row.revision ?? 0 }, enabled),
    onSuccess: (now) =>
      offer({
        kind: 'probes',
        what: t(now.enabled ? '{probe} gets work again' : '{probe} gets no new work', {
          probe: now.id,
        }),
        undo: () => putEnabled(now, !now.enabled),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['probes'] }),
  })
}

/** Where only this machine is answered, a line would lead nowhere. */
function Enrolling({ onMade }: { onMade: (made: MadeEnrolment) => void }) {
  const { accounts } = useMe()
  if (accounts === 'required') return <EnrolForm onMade={onMade} />
  return (
    <section aria-labelledby="others" className="card p-3">
      <h2 id="others" className="font-semibold">
        {t('Measure from other machines, too')}
      </h2>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          'This WaddlePerf answers nobody but this machine. Start it with an address that the others reach; then this page makes the line that lets one of them join:',
        )}
      </p>
      <pre className="mt-2 overflow-x-auto rounded bg-raised px-3 py-2 font-mono" tabIndex={0}>
        ./waddleperf up --listen ADDRESS
      </pre>
    </section>
  )
}

function NoneYet({ admin }: { admin: boolean }) {
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">{t('No probe yet')}</p>
      <p className="mt-1 max-w-prose text-muted">
        {admin
          ? t(
              'Say above where the first one stands, and paste the line that you get on its machine: it measures within seconds.',
            )
          : t(
              'There is none within what you may see. An admin lets one join, or widens what you see.',
            )}
      </p>
    </div>
  )
}
