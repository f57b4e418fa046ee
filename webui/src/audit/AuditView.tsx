import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type AdminSearch, adminSearch } from '../admin/search'
import { type Asked, useAudit } from '../api/audit'
import { useRead } from '../app/search'
import { plural } from '../language/plural'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'
import { Skeleton, StaleNote } from '../ui/parts'
import { AuditEntry } from './AuditEntry'
import { AuditFilter } from './AuditFilter'
import { beginOf } from './days'

/** Who changed what, the newest first. */
export default function AuditView() {
  const search = useRead(useSearch({ from: '/admin' }), adminSearch)
  const navigate = useNavigate({ from: '/admin' })
  const show = (part: Record<string, unknown>): void =>
    void navigate({ search: adminSearch({ ...part, view: 'audit' }) })
  return (
    <>
      <AuditFilter search={search} onShow={show} />
      <Listed search={search} onShow={(part) => show({ ...search, ...part })} />
    </>
  )
}

function askedOf({ who, action, subject, from, to }: AdminSearch): Asked {
  return {
    ...(who !== undefined && { who }),
    ...(action !== undefined && { action }),
    ...(subject !== undefined && { subject }),
    ...(from !== undefined && { from: beginOf(from) }),
    ...(to !== undefined && { to: beginOf(to, 1) }),
  }
}

function Listed(props: { search: AdminSearch; onShow: (part: Partial<AdminSearch>) => void }) {
  const { search, onShow } = props
  const asked = useMemo(() => askedOf(search), [search])
  const audit = useAudit(asked)
  const { data, isError, error, dataUpdatedAt, hasNextPage, isFetchingNextPage } = audit
  if (data === undefined) {
    return isError ? (
      <ProblemCard error={error} onRetry={() => void audit.refetch()} />
    ) : (
      <div className="card">
        <Skeleton rows={5} className="h-14" />
      </div>
    )
  }
  const changes = data.pages.flatMap(({ items }) => items)
  return (
    <>
      {isError && <StaleNote error={error} dataAt={dataUpdatedAt} />}
      {changes.length === 0 ? (
        <NoneThere filtered={Object.keys(asked).length > 0} />
      ) : (
        <ol aria-label={t('Changes')} className="card divide-y divide-line">
          {changes.map((change) => (
            <AuditEntry key={change.id} change={change} shown={search} onShow={onShow} />
          ))}
        </ol>
      )}
      <p className="flex flex-wrap items-center gap-3 text-muted" role="status">
        {changes.length > 0 && (
          <span>
            {hasNextPage
              ? plural(
                  changes.length,
                  'These are the newest {n} change.',
                  'These are the newest {n} changes.',
                )
              : plural(
                  changes.length,
                  '{n} change; there are no older ones.',
                  '{n} changes; there are no older ones.',
                )}
          </span>
        )}
        {hasNextPage && (
          <button
            type="button"
            className="button"
            aria-disabled={isFetchingNextPage}
            onClick={() => !isFetchingNextPage && void audit.fetchNextPage()}
          >
            {t(isFetchingNextPage ? 'Looking…' : 'Older ones')}
          </button>
        )}
      </p>
    </>
  )
}

function NoneThere({ filtered }: { filtered: boolean }) {
  return (
    <div className="card p-6">
      <p className="font-semibold">{t(filtered ? 'No change is like that' : 'No change yet')}</p>
      <p className="mt-1 max-w-prose text-muted">
        {t(
          filtered
            ? 'Names must be whole, as they are written; leave fields empty to see more.'
            : 'Whoever signs in, makes, changes or removes something stands here from then on.',
        )}
      </p>
    </div>
  )
}
