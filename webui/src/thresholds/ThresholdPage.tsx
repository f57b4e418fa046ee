import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMay } from '../account/me'
import { type Threshold, useThings } from '../api/configuration'
import { useRead } from '../app/search'
import { History } from '../edit/History'
import { Judging } from './Judging'
import { UndoNote } from '../edit/UndoNote'
import { useHeld } from '../edit/editing'
import { useRemoving, useSwitching } from '../edit/edits'
import { t } from '../language/text'
import { Confirm } from '../ui/Confirm'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { useHeadingFocus } from '../ui/useHeadingFocus'
import { OverlapCard } from './OverlapCard'
import { PreviewCard } from './PreviewCard'
import { ThresholdForm } from './ThresholdForm'
import { type ThresholdSearch, thresholdSearch } from './search'
import { originWords, sentence, thresholdFacts } from './words'

const AT = '/thresholds/$id'

/** One rule: its sentence, what it is for now, which rules it meets, and who made it so. */
export function ThresholdPage() {
  const { id } = useParams({ from: AT })
  const rules = useThings('thresholds')
  const { data, isError, error, dataUpdatedAt } = rules
  const { edit } = useRead(useSearch({ from: AT }), thresholdSearch)
  const found = data?.find((one) => one.id === id)
  const held = useHeld(found)
  const rule = found ?? (edit && held?.id === id ? held : undefined)
  useEffect(() => {
    document.title = `${id} · ${t('Thresholds')} · WaddlePerf`
  }, [id])
  return (
    <>
      <nav aria-label={t('Breadcrumb')} className="text-muted">
        <Link
          to="/thresholds"
          className="inline-flex min-h-6 items-center underline hover:text-text"
        >
          {t('All thresholds')}
        </Link>
      </nav>
      <UndoNote kind="thresholds" />
      {data && isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      {rule && data ? (
        <Known key={id} rule={rule} rules={data} />
      ) : data ? (
        <Unknown id={id} />
      ) : isError ? (
        <ProblemCard error={error} onRetry={() => void rules.refetch()} />
      ) : (
        <div className="card">
          <Skeleton rows={4} />
        </div>
      )}
    </>
  )
}

function Known({ rule, rules }: { rule: Threshold; rules: Threshold[] }) {
  const search = useRead(useSearch({ from: AT }), thresholdSearch)
  const navigate = useNavigate({ from: AT })
  const may = useMay('maintainer')
  const show = (next: ThresholdSearch): void => void navigate({ search: next })
  const editing = may && search.edit === true && rule.origin === 'api'
  const heading = useHeadingFocus(editing)
  if (editing) {
    return (
      <>
        <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold wrap-anywhere">
          {t('Change {id}', { id: rule.id })}
        </h1>
        <ThresholdForm before={rule} onClose={() => show({})} />
      </>
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 ref={heading} tabIndex={-1} className="text-lg font-semibold wrap-anywhere">
          {rule.id}
        </h1>
        <Judging rule={rule} />
        <span className="text-muted">
          {originWords(rule.origin)}
          {!rule.builtIn && `, ${t('version {version}', { version: rule.version })}`}
        </span>
        {may && <Actions rule={rule} onEdit={() => show({ edit: true })} />}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-4">
          <section aria-labelledby="says" className="card p-3">
            <h2 id="says" className="font-semibold">
              {t('What it says||a rule')}
            </h2>
            <p className="mt-2 max-w-prose text-base wrap-anywhere">{sentence(rule)}</p>
            <dl className="mt-3 grid gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
              {thresholdFacts(rule).map(([name, text]) => (
                <div key={name} className="contents">
                  <dt className="text-muted">{name}</dt>
                  <dd className="wrap-anywhere max-sm:mb-1">{text}</dd>
                </div>
              ))}
            </dl>
          </section>
          {!rule.builtIn && (
            <History kind="thresholds" id={rule.id} factsOf={(one) => thresholdFacts(one)} />
          )}
        </div>
        <div className="min-w-0 space-y-4">
          <PreviewCard draft={rule} rules={rules} />
          <OverlapCard rule={rule} rules={rules} />
        </div>
      </div>
    </>
  )
}

function Actions({ rule, onEdit }: { rule: Threshold; onEdit: () => void }) {
  const navigate = useNavigate({ from: AT })
  const switching = useSwitching('thresholds')
  const removing = useRemoving('thresholds', () => void navigate({ to: '/thresholds' }))
  const failed = [switching, removing].find(({ isError }) => isError)
  const own = (
    <Link to="/thresholds" search={{ make: true, from: rule.id }} className="button">
      {t(rule.origin === 'api' ? 'Copy…' : 'Make one of your own…')}
    </Link>
  )
  if (rule.origin !== 'api') {
    return (
      <span className="flex flex-wrap items-center gap-3 sm:ml-auto">
        <span className="text-muted">
          {t(
            rule.builtIn
              ? 'It cannot be changed; one of your own takes its place.'
              : 'It is changed in the configuration file.',
          )}
        </span>
        {own}
      </span>
    )
  }
  return (
    <>
      <span className="flex flex-wrap gap-2 sm:ml-auto">
        <button type="button" className="button border-accent!" onClick={onEdit}>
          {t('Change…')}
        </button>
        {own}
        <button
          type="button"
          className="button"
          disabled={switching.isPending}
          onClick={() => switching.mutate(rule)}
        >
          {t(rule.enabled ? 'Stop judging' : 'Judge again')}
        </button>
        <Confirm
          does={t('Remove')}
          what={rule.id}
          disabled={removing.isPending}
          onSure={() => removing.mutate(rule)}
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
        {t('There is no rule called {id}', { id })}
      </h1>
      <p className="mt-1 text-muted">
        {t('It may have been removed, or it is for none of the paths that you may see.')}
      </p>
      <Link to="/thresholds" className="button mt-3">
        {t('To all thresholds')}
      </Link>
    </div>
  )
}
