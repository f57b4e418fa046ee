import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMay } from '../account/me'
import { type Threshold, useThings } from '../api/configuration'
import { useSearchState } from '../app/search'
import { UndoNote } from '../edit/UndoNote'
import { ROW_LINK, useListKeys } from '../fleet/keys'
import { type Message, msg, t } from '../language/text'
import { ListFilter, has } from '../ui/ListFilter'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { useHeadingFocus } from '../ui/useHeadingFocus'
import { StateIcon } from '../ui/icons'
import { Judging } from './Judging'
import { EffectiveCard } from './Effective'
import { ThresholdForm } from './ThresholdForm'
import { type ThresholdsSearch, thresholdsSearch } from './search'
import { troubleOf } from './trouble'
import { sentence } from './words'

const AT = '/thresholds'

/** All rules as sentences: one's own, then the built-in ones. */
export function ThresholdsPage() {
  const [search, change] = useSearchState(thresholdsSearch)
  const navigate = useNavigate({ from: AT })
  const may = useMay('maintainer')
  const rules = useThings('thresholds')
  useListKeys()
  useEffect(() => {
    document.title = `${t('Thresholds')} · WaddlePerf`
  }, [])
  const making = may && search.make === true && (search.from === undefined || !!rules.data)
  const heading = useHeadingFocus(making)
  if (making) {
    return (
      <>
        <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold">
          {t('New rule')}
        </h1>
        <ThresholdForm
          before={undefined}
          like={rules.data?.find(({ id }) => id === search.from)}
          onClose={(saved) =>
            void (saved
              ? navigate({ to: '/thresholds/$id', params: { id: saved.id } })
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
          {t('Thresholds')}
        </h1>
        <ListFilter
          label={t('Filter by name, metric or label')}
          q={search.q}
          onChange={(q) => change({ ...search, q })}
        />
        <Tiers search={search} onChoose={(tier) => change({ ...search, tier })} />
        {may && (
          <button
            type="button"
            className="button border-accent! sm:ml-auto"
            onClick={() => void navigate({ search: { make: true } })}
          >
            {t('New rule…')}
          </button>
        )}
      </div>
      <UndoNote kind="thresholds" />
      <EffectiveCard asked={search} onAsk={(asked) => change({ ...search, ...asked })} />
      {rules.data && rules.isError && (
        <StaleNote error={rules.error} dataAt={rules.dataUpdatedAt} />
      )}
      {rules.data ? (
        <Listed all={rules.data} search={search} may={may} />
      ) : rules.isError ? (
        <ProblemCard error={rules.error} onRetry={() => void rules.refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={4} className="h-14" />
        </div>
      )}
    </>
  )
}

const TIERS: [tier: number | undefined, words: Message][] = [
  [undefined, msg('All tiers')],
  [1, msg('Tier 1')],
  [2, msg('Tier 2')],
  [3, msg('Tier 3')],
]

function Tiers(props: { search: ThresholdsSearch; onChoose: (tier: number | undefined) => void }) {
  const { search, onChoose } = props
  return (
    <div role="group" aria-label={t('Rules by tier')} className="flex flex-wrap gap-1">
      {TIERS.map(([tier, words]) => (
        <button
          key={tier ?? 'all'}
          type="button"
          className="button"
          aria-pressed={search.tier === tier}
          onClick={() => onChoose(tier)}
        >
          {t(words)}
        </button>
      ))}
    </div>
  )
}

function Listed(props: { all: Threshold[]; search: ThresholdsSearch; may: boolean }) {
  const { all, search, may } = props
  const found = all.filter(
    (rule) =>
      (search.tier ?? rule.tier) === rule.tier &&
      has(`${rule.id} ${rule.metric} ${sentence(rule)}`, search.q),
  )
  const [own, builtIn] = [false, true].map((which) =>
    found.filter((rule) => rule.builtIn === which).sort((a, b) => a.tier - b.tier),
  )
  const none = all.every((rule) => rule.builtIn)
  return (
    <>
      <Section title={t('Rules of yours')} rules={own ?? []} all={all}>
        {none
          ? `${t('None yet: the built-in ones decide on every path.')} ${t(
              may
                ? 'Make one where a path is slower or faster than they expect.'
                : 'A maintainer makes them.',
            )}`
          : t('None of them is like that.')}
      </Section>
      <Section title={t('Built in')} rules={builtIn ?? []} all={all}>
        {t('None of them is like that.')}
      </Section>
    </>
  )
}

function Section(props: {
  title: string
  rules: Threshold[]
  all: Threshold[]
  children: React.ReactNode
}) {
  const { title, rules, all, children } = props
  return (
    <section aria-label={title} className="space-y-2">
      <h2 className="font-semibold">{title}</h2>
      {rules.length === 0 ? (
        <p className="text-muted">{children}</p>
      ) : (
        <ul aria-label={title} className="card divide-y divide-line overflow-hidden">
          {rules.map((rule) => (
            <Item key={rule.id} rule={rule} all={all} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Item({ rule, all }: { rule: Threshold; all: Threshold[] }) {
  const { id, tier, severity, enabled, origin, builtIn } = rule
  const trouble = troubleOf(rule, all)
  return (
    <li
      className="relative gap-x-4 px-3 py-2.5 hover:bg-raised has-[a:focus-visible]:bg-raised
        sm:grid sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <Link
          to="/thresholds/$id"
          params={{ id }}
          className="font-semibold wrap-anywhere after:absolute after:inset-0"
          {...{ [ROW_LINK]: '' }}
        >
          {id}
        </Link>
        <p className="wrap-anywhere">{sentence(rule)}</p>
        {trouble !== undefined && (
          <p className={builtIn ? 'text-muted' : 'text-breaching'}>
            <span className="mr-1.5 inline-block align-text-bottom">
              <StateIcon state={builtIn ? 'withheld' : 'breaching'} />
            </span>
            {trouble}
          </p>
        )}
      </div>
      <div className="flex gap-x-4 sm:block sm:text-right">
        {builtIn ? null : <Judging rule={rule} />}
        <p className="text-muted">
          {t('Tier {tier}', { tier })}
          {enabled && severity === 'critical' && ` · ${t('critical||severity')}`}
          {origin === 'file' && ` · ${t('of the configuration file')}`}
        </p>
      </div>
    </li>
  )
}
