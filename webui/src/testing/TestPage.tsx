import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { useMay } from '../account/me'
import { problemOf } from '../api/client'
import { useSchedules } from '../api/configuration'
import { useKinds } from '../api/kinds'
import { useProbes } from '../api/probes'
import { useTargets } from '../api/targets'
import { useRead } from '../app/search'
import { t } from '../language/text'
import { Forbidden } from '../ui/Forbidden'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { OrderForm } from './OrderForm'
import { Run } from './Run'
import { type TestSearch, testSearch } from './search'

/** Tests at once: what, from where, and each result as it comes. */
export function TestPage() {
  const search = useRead(useSearch({ from: '/test' }), testSearch)
  const navigate = useNavigate({ from: '/test' })
  const change = useCallback(
    (next: TestSearch, replace = true) =>
      void navigate({ search: next, replace, resetScroll: false }),
    [navigate],
  )
  useEffect(() => {
    document.title = `${t('Test now')} · WaddlePerf`
  }, [])
  return (
    <>
      <h1 className="text-lg font-semibold">{t('Test now')}</h1>
      {search.run === undefined ? (
        <Choosing search={search} onChange={change} />
      ) : (
        <Run
          key={search.run}
          id={search.run}
          search={search}
          onBack={({ run: _, ...rest }) => change(rest, false)}
        />
      )}
    </>
  )
}

function Choosing(props: {
  search: TestSearch
  onChange: (search: TestSearch, replace?: boolean) => void
}) {
  const may = useMay('maintainer')
  const kinds = useKinds()
  const probes = useProbes(false)
  const targets = useTargets()
  const schedules = useSchedules()
  const all = [kinds, probes, targets, schedules]
  const failed = all.find(({ isError }) => isError)
  if (!may) return <OnlyLooks />
  if (failed && problemOf(failed.error).status === 403) {
    return <Forbidden what={t('what can be tested')} error={failed.error} />
  }
  if (!kinds.data || !probes.data || !targets.data || !schedules.data) {
    return failed ? (
      <ProblemCard error={failed.error} onRetry={() => all.forEach((one) => void one.refetch())} />
    ) : (
      <div className="card">
        <Skeleton rows={5} />
      </div>
    )
  }
  return (
    <>
      {failed && <StaleNote error={failed.error} dataAt={probes.dataUpdatedAt} />}
      <OrderForm
        {...props}
        kinds={kinds.data}
        probes={probes.data.items}
        targets={targets.data}
        schedules={schedules.data}
      />
    </>
  )
}

function OnlyLooks() {
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">{t('Your account looks, and does not test')}</p>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          'Tests put load on a network, so they take the role of a maintainer: an admin gives it. What others have tested shows here by its address, and on the page of its path.',
        )}
      </p>
    </div>
  )
}
