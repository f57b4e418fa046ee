import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Page } from '../api/types'
import { t } from '../language/text'
import { ProblemCard } from '../ui/ProblemCard'

/** What was read, or why it was not. */
export type Listed<T> = Pick<UseQueryResult<Page<T>>, 'data' | 'error' | 'refetch'>

/** A table of those who were let in. */
export function GrantList<T>(props: {
  query: Listed<T>
  head: string[]
  children: (item: T) => ReactNode
}) {
  const { query, head, children } = props
  if (query.data === undefined) {
    return <ProblemCard error={query.error} onRetry={() => void query.refetch()} />
  }
  if (query.data.items.length === 0)
    return <p className="text-muted">{t('None yet.||accounts or tokens')}</p>
  return (
    // a region that scrolls takes the keyboard, too
    <div
      className="card relative overflow-x-auto"
      tabIndex={0}
      role="group"
      aria-label={head[0] ?? ''}
    >
      <table className="w-full text-left">
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col" className="px-3 py-2 font-medium text-muted">
                {title || <span className="sr-only">{t('Actions')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{query.data.items.map(children)}</tbody>
      </table>
    </div>
  )
}

export function Cell({ children }: { children: ReactNode }) {
  return <td className="px-3 py-2">{children}</td>
}
