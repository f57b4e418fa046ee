import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMay } from '../account/me'
import { type Schedule, useSchedulePreview, useSchedules } from '../api/configuration'
import { useTargets } from '../api/targets'
import { useSearchState } from '../app/search'
import { OnOff } from '../edit/OnOff'
import { UndoNote } from '../edit/UndoNote'
import { listed } from '../edit/facts'
import { ROW_LINK, useListKeys } from '../fleet/keys'
import { t } from '../language/text'
import { ListFilter, has } from '../ui/ListFilter'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { useHeadingFocus } from '../ui/useHeadingFocus'
import { ScheduleForm } from './ScheduleForm'
import { useCronWords } from './cron'
import { schedulesSearch } from './search'
import { checksWords, probesWords, rateWords, timingWords } from './words'

const AT = '/schedules'
/** Each costs the server a look at all of its series. */
const MOST_LOADS = 25

/** All schedules: what runs, from where, how often. */
export function SchedulesPage() {
  const [{ make, q }, change] = useSearchState(schedulesSearch)
  const navigate = useNavigate({ from: AT })
  const may = useMay('maintainer')
  const making = may && make === true
  const heading = useHeadingFocus(making)
  useListKeys()
  useCronWords()
  useEffect(() => {
    document.title = `${t('Schedules')} · WaddlePerf`
  }, [])
  if (making) {
    return (
      <>
        <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold">
          {t('New schedule')}
        </h1>
        <ScheduleForm
          before={undefined}
          onClose={(saved) =>
            void (saved
              ? navigate({ to: '/schedules/$id', params: { id: saved.id } })
              : navigate({ search: {} }))
          }
        />
      </>
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold">
          {t('Schedules')}
        </h1>
        <ListFilter
          label={t('Filter by name, target, probe or test')}
          q={q}
          onChange={(text) => change({ q: text })}
        />
        {may && (
          <button
            type="button"
            className="button border-accent! sm:ml-auto"
            onClick={() => void navigate({ search: { make: true } })}
          >
            {t('New schedule…')}
          </button>
        )}
      </div>
      <UndoNote kind="schedules" />
      <Listed q={q} may={may} />
    </>
  )
}

function Listed({ q, may }: { q: string | undefined; may: boolean }) {
  const schedules = useSchedules()
  const { data, isError, error, dataUpdatedAt } = schedules
  if (data === undefined) {
    return isError ? (
      <ProblemCard error={error} onRetry={() => void schedules.refetch()} />
    ) : (
      <div className="card">
        <Skeleton rows={4} className="h-14" />
      </div>
    )
  }
  const found = data.filter((one) => has(textOf(one), q))
  return (
    <>
      {isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      {data.length === 0 ? (
        <NoneYet may={may} />
      ) : found.length === 0 ? (
        <p className="card p-6 text-muted">{t('No schedule has all of these words.')}</p>
      ) : (
        <ul aria-label={t('Schedules')} className="card divide-y divide-line overflow-hidden">
          {found.map((schedule, i) => (
            <Item key={schedule.id} schedule={schedule} load={i < MOST_LOADS} />
          ))}
        </ul>
      )}
    </>
  )
}

const textOf = (schedule: Schedule): string =>
  [
    schedule.id,
    ...schedule.targets,
    ...schedule.probes,
    ...schedule.checks.map(({ name }) => name),
    timingWords(schedule),
  ].join(' ')

function Item({ schedule, load }: { schedule: Schedule; load: boolean }) {
  const { id, enabled, probes, targets, checks } = schedule
  return (
    <li
      className="relative gap-x-4 px-3 py-2.5 hover:bg-raised has-[a:focus-visible]:bg-raised
        sm:grid sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <Link
          to="/schedules/$id"
          params={{ id }}
          className="font-semibold wrap-anywhere after:absolute after:inset-0"
          {...{ [ROW_LINK]: '' }}
        >
          {id}
        </Link>
        <p className="wrap-anywhere">{timingWords(schedule)}</p>
        <p className="text-muted wrap-anywhere">
          {t('{tests} · from {probes} · to {targets}', {
            tests: checksWords(checks),
            probes: probesWords(probes),
            targets: listed(targets),
          })}
        </p>
      </div>
      <div className="flex gap-x-4 sm:block sm:text-right">
        <OnOff enabled={enabled} />
        {enabled && load && <Load schedule={schedule} />}
      </div>
    </li>
  )
}

/** How much it runs; nothing where that is not known. */
function Load({ schedule }: { schedule: Schedule }) {
  const { data } = useSchedulePreview(schedule, false)
  if (data === undefined) return null
  const perMinute = data.load.reduce((sum, one) => sum + one.perMinute, 0)
  return (
    <p className={perMinute === 0 ? 'text-breaching' : 'text-muted'}>
      {perMinute === 0 ? t('tests nothing') : rateWords(perMinute)}
    </p>
  )
}

function NoneYet({ may }: { may: boolean }) {
  const targets = useTargets()
  return (
    <div className="card p-6">
      <p className="text-base font-semibold">
        {t('No schedule yet, so nothing is tested by itself')}
      </p>
      <p className="mt-1 max-w-prose text-muted">
        {!may
          ? t('There is none within what you may see. A maintainer makes one.')
          : targets.data?.length === 0
            ? t(
                'A schedule tests targets, and there is none yet either. Apply one first; docs/reference/documents.md has an example:',
              )
            : t(
                'Make one: say what is tested, from where and how often. Before it is saved you see what it comes to.',
              )}
      </p>
      {may && targets.data?.length === 0 && (
        <pre className="mt-3 overflow-x-auto rounded bg-raised px-3 py-2 font-mono" tabIndex={0}>
          ./waddleperf apply -f targets.yaml
        </pre>
      )}
    </div>
  )
}
