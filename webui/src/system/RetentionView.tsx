import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSystem } from '../api/system'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { type Kept, keptOf } from './retention'

/** What is kept for how long, and the setting that says so. */
export default function RetentionView() {
  const system = useSystem()
  const { data, isError, error, dataUpdatedAt } = system
  if (data === undefined) {
    return isError ? (
      <ProblemCard error={error} onRetry={() => void system.refetch()} />
    ) : (
      <div className="card">
        <Skeleton rows={6} />
      </div>
    )
  }
  const kept = keptOf(data)
  return (
    <>
      {isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      <div className="max-w-prose space-y-1">
        <h2 className="text-base font-semibold">{t('What is kept for how long')}</h2>
        <p className="text-muted">
          {rich(
            'Settings of results-sink say it, which are changed where that runs; what is older goes once an hour or so. Where its disk is short, <code>waddleperf up</code> keeps less.',
            { code },
          )}
        </p>
        {kept.some(({ days }) => days === undefined) && (
          <p>
            {rich(
              'The service that answers is not told all of it: give query-api the same <code>waddleperf.retention.…</code> as results-sink, and it stands here.',
              { code },
            )}
          </p>
        )}
      </div>
      <Listed kept={kept} />
      <p className="text-muted">
        {rich(
          'Kafka keeps records by itself: how long stands with <a>each topic</a>. The audit is kept for 400 days, whatever is set.',
          {
            a: (text) => (
              <Link to="/topics" className="underline hover:text-text">
                {text}
              </Link>
            ),
          },
        )}
      </p>
    </>
  )
}

const code = (text: ReactNode): ReactNode => <code>{text}</code>

function Listed({ kept }: { kept: Kept[] }) {
  return (
    <ul
      aria-label={t('Kept||as the name of a list')}
      className="card divide-y divide-line overflow-hidden"
    >
      {kept.map(({ what, note, setting, days, oldest }) => (
        <li key={setting} className="gap-x-4 px-3 py-2 sm:grid sm:grid-cols-[minmax(0,1fr)_auto]">
          <div className="min-w-0">
            <p>
              <span className="font-medium">{what}</span>
              {note !== '' && <span className="text-muted"> {note}</span>}
            </p>
            <p className="text-muted wrap-anywhere">
              <code>{setting}</code>
            </p>
          </div>
          <div className="flex gap-x-4 tabular-nums sm:block sm:text-right">
            <p className={days === undefined ? 'text-muted' : 'font-medium'}>
              {days ?? t('not told here')}
            </p>
            {oldest !== undefined && (
              <p className="text-muted">{t('oldest day {day}', { day: oldest })}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
