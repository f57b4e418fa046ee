import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { type Effective, useEffective } from '../api/configuration'
import { useProbes } from '../api/probes'
import { useTargets } from '../api/targets'
import { listed } from '../edit/facts'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { alike } from './alike'
import { conditionWords, countWords } from './words'

/** A path whose rules somebody wants to know. */
export interface Asked {
  probe: string
  target: string
}

/** Which rules decide on each test of one path. */
export function EffectiveCard(props: {
  asked: Partial<Asked>
  onAsk: (asked: { [End in keyof Asked]?: Asked[End] | undefined }) => void
}) {
  const { asked, onAsk } = props
  const { probe, target } = asked
  const probes = useProbes(false).data?.items ?? []
  const targets = useTargets().data ?? []
  return (
    <section aria-labelledby="effective" className="card space-y-3 p-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="effective" className="font-semibold">
          {t('Which rules decide on a path?')}
        </h2>
        <Which
          label={t('Probe')}
          value={probe}
          options={probes.map(({ probe }) => probe.id)}
          onChoose={(chosen) => onAsk({ ...asked, probe: chosen })}
        />
        <Which
          label={t('Target')}
          value={target}
          options={targets.map(({ id }) => id)}
          onChoose={(chosen) => onAsk({ ...asked, target: chosen })}
        />
        {(probe !== undefined || target !== undefined) && (
          <button
            type="button"
            className="button"
            onClick={() => onAsk({ probe: undefined, target: undefined })}
          >
            {t('Close')}
          </button>
        )}
      </div>
      {probe !== undefined && target !== undefined && <Found probe={probe} target={target} />}
    </section>
  )
}

function Which(props: {
  label: string
  value: string | undefined
  options: string[]
  onChoose: (chosen: string) => void
}) {
  const { label, value = '', options, onChoose } = props
  const id = useId()
  const all = value === '' || options.includes(value) ? options : [value, ...options]
  return (
    <span className="flex min-w-0 items-center gap-2 max-sm:basis-full">
      <label htmlFor={id} className="font-medium max-sm:w-16">
        {label}
      </label>
      {/* As wide before its options come as after, or what is below would move. */}
      <select
        id={id}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className="h-8 min-w-0 rounded-md border border-edge bg-bg px-2 max-sm:grow sm:w-48"
      >
        {value === '' && <option value="">{t('choose one')}</option>}
        {all.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </span>
  )
}

function Found({ probe, target }: Asked) {
  const effective = useEffective(probe, target)
  if (effective.data === undefined) {
    return effective.isError ? (
      <ProblemCard error={effective.error} onRetry={() => void effective.refetch()} />
    ) : (
      <Skeleton rows={2} />
    )
  }
  if (effective.data.length === 0) {
    return (
      <p className="text-muted">
        {t('No schedule tests {probe} → {target}, so no rule decides on it.', { probe, target })}
      </p>
    )
  }
  return (
    <>
      {effective.isError && <StaleNote error={effective.error} dataAt={effective.dataUpdatedAt} />}
      <ul aria-label={t('Rules of {probe} to {target}', { probe, target })} className="space-y-3">
        {alike(effective.data).map(({ series, rules }) => (
          <li key={series.join()}>
            <p className="font-medium wrap-anywhere">{listed(series, 8)}</p>
            <ul className="mt-1 grid gap-x-6 gap-y-0.5 lg:grid-cols-2">
              {rules.map((rule) => (
                <Rule key={rule.id} rule={rule} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  )
}

function Rule({ rule }: { rule: Effective['rules'][number] }) {
  const { id, tier, metric, enter, breaches, of } = rule
  return (
    <li className="wrap-anywhere">
      <Link
        to="/thresholds/$id"
        params={{ id }}
        className="underline decoration-line underline-offset-4 hover:decoration-text"
      >
        {id}
      </Link>{' '}
      <span className="text-muted">
        {t('tier {tier}: {condition} {times}', {
          tier,
          condition: conditionWords(metric, enter),
          times: countWords(breaches, of),
        })}
      </span>
    </li>
  )
}
