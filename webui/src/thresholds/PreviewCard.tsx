import { Link } from '@tanstack/react-router'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Threshold, type ThresholdPreview, useThresholdPreview } from '../api/configuration'
import { get } from '../api/client'
import { useProbes } from '../api/probes'
import { useTargets } from '../api/targets'
import type { PathPage } from '../api/types'
import { count } from '../format/numbers'
import { metricValue } from '../format/words'
import { plural } from '../language/plural'
import { type Message, msg, t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { StateIcon } from '../ui/icons'
import { UNANSWERED } from './bound'
import { type Standing, type Untold, standing } from './now'

/** As many paths as are looked at, the worst first. */
const MOST_PATHS = 300
const FEW = 6

type Draft = Pick<Threshold, 'id' | 'match' | 'metric' | 'tier' | 'enter' | 'builtIn' | 'enabled'>

/** What a rule is for now, and what it says of the newest results. */
export function PreviewCard(props: {
  /** Undefined while something in the form is wrong. */
  draft: Draft | undefined
  rules: readonly Threshold[]
}) {
  const { draft, rules } = props
  // a built-in one is for what is left over, which a rule of its name would not be
  const preview = useThresholdPreview(draft?.builtIn ? undefined : draft)
  return (
    <section aria-labelledby="is-for" className="card space-y-3 p-3">
      <h2 id="is-for" className="font-semibold">
        {t('What it is for now')}
      </h2>
      {draft === undefined ? (
        <p className="text-muted">{t('It shows here once the rule is whole.')}</p>
      ) : draft.builtIn ? (
        <>
          <p>{t('Every series that no rule of yours decides on.')}</p>
          <Now draft={draft} rules={rules} />
        </>
      ) : preview.data ? (
        <>
          {preview.isError && <StaleNote error={preview.error} dataAt={preview.dataUpdatedAt} />}
          <Reach preview={preview.data} />
          {draft.enabled && preview.data.matched > 0 && <Now draft={draft} rules={rules} />}
        </>
      ) : preview.isError ? (
        <ProblemCard error={preview.error} onRetry={() => void preview.refetch()} />
      ) : (
        <Skeleton rows={2} />
      )}
    </section>
  )
}

function Reach({ preview }: { preview: ThresholdPreview }) {
  const { series, matched } = preview
  if (matched === 0) {
    return (
      <p className="text-breaching">
        {plural(
          series,
          'No series has these labels; {n} series are tested now.',
          'No series has these labels; {n} series are tested now.',
        )}
      </p>
    )
  }
  return (
    <p>
      {reachWords(preview)}
      <span className="text-muted">
        {' '}
        {plural(series, '{n} series are tested in all.', '{n} series are tested in all.')}
      </span>
    </p>
  )
}

function reachWords({ matched, inForce, paths: among }: ThresholdPreview): string {
  const series = plural(matched, '{n} series', '{n} series')
  const paths = plural(among, '{n} path||series of so many', '{n} paths||series of so many')
  if (inForce === matched) {
    return t('{series} of {paths}, and it decides on all of them.', { series, paths })
  }
  return inForce === 0
    ? t(
        '{series} of {paths}; it decides on none of them, on the others a more specific rule does.',
        { series, paths },
      )
    : t(
        '{series} of {paths}; it decides on {n} of them, on the others a more specific rule does.',
        {
          series,
          paths,
          n: inForce,
        },
      )
}

const UNTOLD: Record<Untold, Message> = {
  'deeper-tier': msg(
    'Tests of this tier run when a path is looked into: there is nothing to look at before.',
  ),
  'recent-loss': msg(
    'It looks at the last 100 packets, which the newest result alone does not tell.',
  ),
  schedule: msg('A rule here names a schedule, and paths do not tell which of theirs has a test.'),
}

function Now({ draft, rules }: { draft: Draft; rules: readonly Threshold[] }) {
  const paths = useQuery({
    queryKey: ['paths', 'worst', MOST_PATHS],
    queryFn: ({ signal }) => get<PathPage>('/paths', { limit: MOST_PATHS }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
  const probes = useProbes(false)
  const targets = useTargets()
  if (!paths.data || !probes.data || !targets.data) {
    const failed = [paths, probes, targets].find(({ isError }) => isError)
    return failed ? (
      <ProblemCard error={failed.error} onRetry={() => void failed.refetch()} />
    ) : (
      <Skeleton rows={1} />
    )
  }
  const ends = { probes: probes.data.items, targets: targets.data }
  const now = standing(draft, rules, paths.data.items, ends)
  if (typeof now === 'string') return <p className="text-muted">{t(UNTOLD[now])}</p>
  const some = paths.data.next !== null
  const from = some ? t(' of the {n} worst paths', { n: MOST_PATHS }) : ''
  if (now.judged === 0) {
    return (
      <p className="text-muted">
        {t('No newest result{from} has this number: it says nothing yet.', { from })}
      </p>
    )
  }
  return (
    <>
      <p className={now.beyond.length > 0 ? 'text-breaching' : 'text-healthy'}>
        <span className="mr-1.5 inline-block align-text-bottom">
          <StateIcon state={now.beyond.length > 0 ? 'breaching' : 'healthy'} />
        </span>
        {nowWords(now, from)}
      </p>
      <ul aria-label={t('Beyond the limit now')} className="space-y-0.5">
        {now.beyond.slice(0, FEW).map(({ probe, target, check, family, value }) => (
          <li key={[probe, target, check, family].join(' ')} className="flex gap-x-3">
            <Link
              to="/paths/$probe/$target"
              params={{ probe, target }}
              className="min-w-0 underline decoration-line underline-offset-4 wrap-anywhere
                hover:decoration-text"
            >
              {probe} → {target}
            </Link>
            <span className="text-muted">{check}</span>
            <span className="ml-auto shrink-0 tabular-nums">
              {draft.metric === UNANSWERED ? t('no answer') : metricValue(draft.metric, value)}
            </span>
          </li>
        ))}
      </ul>
      {now.beyond.length > FEW && (
        <p className="text-muted">
          {t('These are the worst; {n} more.', { n: now.beyond.length - FEW })}
        </p>
      )}
    </>
  )
}

/** "3 of the 41 newest results are beyond the limit now." */
function nowWords({ judged, beyond }: Standing, from: string): string {
  const n = beyond.length
  if (judged === 1) {
    return n === 0
      ? t('The one newest result{from} is within the limit now.', { from })
      : t('The one newest result{from} is beyond the limit now.', { from })
  }
  const all = count(judged)
  if (n === 0) return t('All {all} newest results{from} are within the limit now.', { all, from })
  return plural(
    n,
    '{n} of the {all} newest results{from} is beyond the limit now.',
    '{n} of the {all} newest results{from} are beyond the limit now.',
    { all, from },
  )
}
