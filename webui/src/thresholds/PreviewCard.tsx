import { Link } from '@tanstack/react-router'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Threshold, type ThresholdPreview, useThresholdPreview } from '../api/configuration'
import { get } from '../api/client'
import { useProbes } from '../api/probes'
import { useTargets } from '../api/targets'
import type { PathPage } from '../api/types'
import { count, counted } from '../format/numbers'
import { metricValue } from '../format/words'
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
        What it is for now
      </h2>
      {draft === undefined ? (
        <p className="text-muted">It shows here once the rule is whole.</p>
      ) : draft.builtIn ? (
        <>
          <p>Every series that no rule of yours decides on.</p>
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
  const { series, matched, inForce, paths } = preview
  if (matched === 0) {
    return (
      <p className="text-breaching">
        No series has these labels; {counted(series, 'series', 'series')} are tested now.
      </p>
    )
  }
  return (
    <p>
      {counted(matched, 'series', 'series')} of {counted(paths, 'path')}
      {inForce === matched
        ? ', and it decides on all of them.'
        : `; it decides on ${inForce === 0 ? 'none' : inForce} of them, on the others a more specific rule does.`}
      <span className="text-muted"> {counted(series, 'series', 'series')} are tested in all.</span>
    </p>
  )
}

const UNTOLD: Record<Untold, string> = {
  'deeper-tier':
    'Tests of this tier run when a path is looked into: there is nothing to look at before.',
  'recent-loss': 'It looks at the last 100 packets, which the newest result alone does not tell.',
  schedule: 'A rule here names a schedule, and paths do not tell which of theirs has a test.',
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
  if (typeof now === 'string') return <p className="text-muted">{UNTOLD[now]}</p>
  const some = paths.data.next !== null
  const from = some ? ` of the ${MOST_PATHS} worst paths` : ''
  if (now.judged === 0) {
    return (
      <p className="text-muted">No newest result{from} has this number: it says nothing yet.</p>
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
      <ul aria-label="Beyond the limit now" className="space-y-0.5">
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
              {draft.metric === UNANSWERED ? 'no answer' : metricValue(draft.metric, value)}
            </span>
          </li>
        ))}
      </ul>
      {now.beyond.length > FEW && (
        <p className="text-muted">These are the worst; {now.beyond.length - FEW} more.</p>
      )}
    </>
  )
}

/** "3 of the 41 newest results are beyond the limit now." */
function nowWords({ judged, beyond }: Standing, from: string): string {
  const n = beyond.length
  if (judged === 1) {
    return `The one newest result${from} is ${n === 0 ? 'within' : 'beyond'} the limit now.`
  }
  if (n === 0) return `All ${count(judged)} newest results${from} are within the limit now.`
  return `${count(n)} of the ${count(judged)} newest results${from} ${n === 1 ? 'is' : 'are'} beyond the limit now.`
}
