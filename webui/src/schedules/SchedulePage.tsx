import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMay } from '../account/me'
import { type Schedule, useSchedules } from '../api/configuration'
import { useKinds } from '../api/kinds'
import { useRead, useSearchState } from '../app/search'
import { History } from '../edit/History'
import { UndoNote } from '../edit/UndoNote'
import { useHeld } from '../edit/editing'
import { useRemoving, useSwitching } from '../edit/edits'
import type { Facts } from '../edit/facts'
import { t } from '../language/text'
import { Confirm } from '../ui/Confirm'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { useHeadingFocus } from '../ui/useHeadingFocus'
import { OnOff } from '../edit/OnOff'
import { PreviewCard } from './PreviewCard'
import { ScheduleForm } from './ScheduleForm'
import { WhyNot } from './WhyNot'
import { useCronWords } from './cron'
import { ownZone } from './draft'
import { type ScheduleSearch, scheduleSearch } from './search'
import { scheduleFacts } from './words'
import { zoneOf } from './zones'

const AT = '/schedules/$id'

/** One schedule: what it says, what it comes to, what is in its way, and who made it so. */
export function SchedulePage() {
  const { id } = useParams({ from: AT })
  const schedules = useSchedules()
  useCronWords()
  const { data, isError, error, dataUpdatedAt } = schedules
  const { edit } = useRead(useSearch({ from: AT }), scheduleSearch)
  const found = data?.find((one) => one.id === id)
  const held = useHeld(found)
  const schedule = found ?? (edit && held?.id === id ? held : undefined)
  useEffect(() => {
    document.title = `${id} · ${t('Schedules')} · WaddlePerf`
  }, [id])
  return (
    <>
      <nav aria-label={t('Breadcrumb')} className="text-muted">
        <Link
          to="/schedules"
          className="inline-flex min-h-6 items-center underline hover:text-text"
        >
          {t('All schedules')}
        </Link>
      </nav>
      <UndoNote kind="schedules" />
      {data && isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      {schedule ? (
        <Known key={id} schedule={schedule} />
      ) : data ? (
        <Unknown id={id} />
      ) : isError ? (
        <ProblemCard error={error} onRetry={() => void schedules.refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={4} />
        </div>
      )}
    </>
  )
}

function Known({ schedule }: { schedule: Schedule }) {
  const [search, change] = useSearchState(scheduleSearch)
  const navigate = useNavigate({ from: AT })
  const may = useMay('maintainer')
  const kinds = useKinds().data ?? []
  const zone = zoneOf(schedule, ownZone())
  const show = (next: ScheduleSearch): void => void navigate({ search: next })
  const factsOf = (one: Schedule): Facts => scheduleFacts(one, kinds)
  const editing = may && search.edit === true
  const heading = useHeadingFocus(editing)
  if (editing) {
    return (
      <>
        <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold wrap-anywhere">
          {t('Change {id}', { id: schedule.id })}
        </h1>
        <ScheduleForm before={schedule} onClose={() => show({})} />
      </>
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold wrap-anywhere">
          {schedule.id}
        </h1>
        <OnOff enabled={schedule.enabled} />
        <span className="text-muted">{t('version {version}', { version: schedule.version })}</span>
        {may && <Actions schedule={schedule} onEdit={() => show({ edit: true })} />}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-4">
          <section aria-labelledby="says" className="card p-3">
            <h2 id="says" className="font-semibold">
              {t('What it says')}
            </h2>
            <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
              {factsOf(schedule).map(([name, text]) => (
                <div key={name} className="contents">
                  <dt className="text-muted">{name}</dt>
                  <dd className="wrap-anywhere max-sm:mb-1">{text}</dd>
                </div>
              ))}
            </dl>
          </section>
          <WhyNot schedule={schedule.id} only={only(search)} zone={zone} onOnly={change} />
        </div>
        <div className="min-w-0 space-y-4">
          <PreviewCard draft={schedule} enabled={schedule.enabled} zone={zone} />
          <History kind="schedules" id={schedule.id} factsOf={factsOf} />
        </div>
      </div>
    </>
  )
}

const only = ({ probe, target }: ScheduleSearch): { probe?: string; target?: string } => ({
  ...(probe !== undefined && { probe }),
  ...(target !== undefined && { target }),
})

function Actions({ schedule, onEdit }: { schedule: Schedule; onEdit: () => void }) {
  const navigate = useNavigate({ from: AT })
  const switching = useSwitching('schedules')
  const removing = useRemoving('schedules', () => void navigate({ to: '/schedules' }))
  const failed = [switching, removing].find(({ isError }) => isError)
  return (
    <>
      <span className="flex flex-wrap gap-2 sm:ml-auto">
        <button type="button" className="button border-accent!" onClick={onEdit}>
          {t('Change…')}
        </button>
        <button
          type="button"
          className="button"
          disabled={switching.isPending}
          onClick={() => switching.mutate(schedule)}
        >
          {t(schedule.enabled ? 'Switch off' : 'Switch on')}
        </button>
        <Confirm
          does={t('Remove')}
          what={schedule.id}
          disabled={removing.isPending}
          onSure={() => removing.mutate(schedule)}
        />
      </span>
      {failed && (
        <div className="basis-full">
          <ProblemCard error={failed.error} />
        </div>
      )}
    </>
  )
}

function Unknown({ id }: { id: string }) {
  return (
    <div className="card p-6">
      <h1 className="text-base font-semibold wrap-anywhere">
        {t('There is no schedule called {id}', { id })}
      </h1>
      <p className="mt-1 text-muted">
        {t('It may have been removed, or none of its probes is yours to see.')}
      </p>
      <Link to="/schedules" className="button mt-3">
        {t('To all schedules')}
      </Link>
    </div>
  )
}
