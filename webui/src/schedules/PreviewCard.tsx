import { useState } from 'react'
import { type SchedulePreview, useSchedulePreview } from '../api/configuration'
import { useMinute } from '../app/clock'
import { count, decimal } from '../format/numbers'
import { localTime } from '../format/times'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { rateWords } from './words'
import { clockWords, zonedTime } from './zones'

const FEW_PROBES = 5
const FEW_RUNS = 8

/** What a schedule would come to: how many tests, what it means for each probe, and the next runs. */
export function PreviewCard(props: {
  /** Undefined while something in the form is wrong. */
  draft: object | undefined
  /** Whether it runs at all. */
  enabled: boolean
  /** When it runs, where that does not stand beside it. */
  when?: string | undefined
  zone: string | undefined
}) {
  const { draft, enabled, when, zone } = props
  const preview = useSchedulePreview(draft, true)
  return (
    <section aria-labelledby="comes-to" className="card space-y-3 p-3">
      <h2 id="comes-to" className="font-semibold">
        {t('What it comes to')}
      </h2>
      {when !== undefined && <p className="wrap-anywhere">{t('It runs {when}.', { when })}</p>}
      {draft === undefined ? (
        <p className="text-muted">{t('It shows here once all that is needed is filled in.')}</p>
      ) : preview.data ? (
        <>
          {preview.isError && <StaleNote error={preview.error} dataAt={preview.dataUpdatedAt} />}
          <Told preview={preview.data} enabled={enabled} zone={zone} />
        </>
      ) : preview.isError ? (
        <ProblemCard error={preview.error} onRetry={() => void preview.refetch()} />
      ) : (
        <Skeleton rows={3} />
      )}
    </section>
  )
}

function Told(props: { preview: SchedulePreview; enabled: boolean; zone: string | undefined }) {
  const { preview, enabled, zone } = props
  const { series, load, next } = preview
  if (series === 0) {
    return (
      <p className="text-breaching">
        {t(
          'It tests nothing: no probe that is enabled has a target of it that any of its tests fits.',
        )}
      </p>
    )
  }
  const perMinute = load.reduce((sum, one) => sum + one.perMinute, 0)
  return (
    <>
      <p>
        {rich('{series} on {probes}, <b>{rate}</b> in all.', {
          b: (text) => <strong className="font-semibold">{text}</strong>,
          series: plural(series, '{n} series', '{n} series'),
          probes: plural(load.length, '{n} probe', '{n} probes'),
          rate: rateWords(perMinute),
        })}
        {!enabled && ` ${t('None of it runs while it is switched off.')}`}
      </p>
      <Load load={load} />
      {enabled && <Runs next={next} zone={zone} />}
    </>
  )
}

function Load({ load }: { load: SchedulePreview['load'] }) {
  const busiest = load.toSorted((a, b) => b.allPerMinute - a.allPerMinute)
  return (
    <div
      className="overflow-x-auto"
      tabIndex={0}
      role="group"
      aria-label={t('Tests of each probe')}
    >
      <table className="w-full text-left">
        <thead>
          <tr className="text-muted">
            <th scope="col" className="py-1 pr-3 font-medium">
              {t('Probe')}
            </th>
            <th scope="col" className="py-1 pr-3 font-medium">
              {t('Tests a minute')}
            </th>
            <th scope="col" className="py-1 font-medium">
              {t('by all schedules')}
            </th>
          </tr>
        </thead>
        <tbody>
          {busiest.slice(0, FEW_PROBES).map(({ probe, perMinute, allPerMinute }) => (
            <tr key={probe} className="border-t border-line">
              <td className="py-1 pr-3 wrap-anywhere">{probe}</td>
              <td className="py-1 pr-3 tabular-nums">{rate(perMinute)}</td>
              <td className="py-1 tabular-nums">{rate(allPerMinute)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {load.length > FEW_PROBES && (
        <p className="pt-1 text-muted">
          {plural(
            load.length - FEW_PROBES,
            'These have the most to do; {n} more probe less.',
            'These have the most to do; {n} more probes less.',
          )}
        </p>
      )}
    </div>
  )
}

/** So many a minute, as a number in a column. */
const rate = (perMinute: number): string =>
  perMinute < 10 ? decimal(String(Number(perMinute.toPrecision(2)))) : count(perMinute)

function Runs({ next, zone }: { next: SchedulePreview['next']; zone: string | undefined }) {
  const [all, setAll] = useState(false)
  const now = useMinute()
  const clock = clockWords(zone)
  if (next.length === 0) {
    return (
      <p className="text-breaching">
        {t('It is never due: none of its times lies within its windows.')}
      </p>
    )
  }
  return (
    <div>
      <h3 className="font-medium">{t('Next runs')}</h3>
      <ol aria-label={t('Next runs')} className="mt-1 space-y-0.5">
        {next.slice(0, all ? next.length : FEW_RUNS).map(({ at, probe, target, check, family }) => (
          <li key={[at, probe, target, check, family].join(' ')} className="flex gap-x-3">
            <time
              dateTime={at}
              title={t('{time} by your clock', { time: localTime(Date.parse(at), now) })}
              className="shrink-0 tabular-nums"
            >
              {zonedTime(Date.parse(at), zone, now)}
            </time>
            <span className="min-w-0 wrap-anywhere">
              {check} <span className="text-muted">{probe} →</span>
              <span className="sr-only"> {t('to||a target')} </span> {target}
            </span>
          </li>
        ))}
      </ol>
      {clock !== undefined && (
        <p className="mt-1 text-muted">{t('Times by {clock}.', { clock })}</p>
      )}
      {next.length > FEW_RUNS && (
        <button type="button" className="button mt-2" onClick={() => setAll(!all)}>
          {all ? t('Fewer') : t('All {n}', { n: next.length })}
        </button>
      )}
    </div>
  )
}
