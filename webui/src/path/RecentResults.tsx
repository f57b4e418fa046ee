import { type PathId, useRecentResults } from '../api/queries'
import type { Result } from '../api/types'
import { causeWord, headline, outcomeWords } from '../format/words'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { ProblemCard } from '../ui/ProblemCard'
import { LocalTime, Skeleton } from '../ui/parts'

const SHOWN = 40

/** What came last, newest first, with its outcome in words. */
export function RecentResults({ id }: { id: PathId }) {
  const results = useRecentResults(id, SHOWN)
  return (
    <section aria-label={t('Recent results')} className="card">
      <h2 className="border-b border-line px-3 py-2 font-semibold">{t('Recent results')}</h2>
      {results.data ? (
        <Rows results={results.data.items} />
      ) : results.isError ? (
        <ProblemCard error={results.error} onRetry={() => void results.refetch()} />
      ) : (
        <Skeleton rows={4} className="h-6" />
      )}
    </section>
  )
}

function Rows({ results }: { results: Result[] }) {
  if (results.length === 0) return <p className="p-3 text-muted">{t('None yet.||no result')}</p>
  const families = new Set(results.map(({ family }) => family)).size > 1
  return (
    <div className="max-h-96 overflow-auto" tabIndex={0} role="region" aria-label={t('Results')}>
      <table className="w-full border-collapse">
        <thead className="sticky top-0 bg-panel text-left text-muted">
          <tr>
            {[t('Time'), t('Check'), t('Outcome'), t('Why it ran')].map((head) => (
              <th key={head} scope="col" className="px-3 py-1 font-medium last:max-sm:hidden">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <tr key={result.id} className="border-t border-line align-top">
              <td className="px-3 py-1 whitespace-nowrap text-muted tabular-nums">
                <LocalTime at={result.startedAt} />
              </td>
              <td className="px-3 py-1 whitespace-nowrap">
                {result.check}
                {families && <span className="text-muted"> {result.family}</span>}
              </td>
              <td className="px-3 py-1 tabular-nums wrap-anywhere">
                <Ending result={result} />
              </td>
              <td className="px-3 py-1 whitespace-nowrap text-muted max-sm:hidden">
                {causeWord(result.cause.type)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** How a result ended: its numbers, or what went wrong. */
export function Ending({ result }: { result: Result }) {
  const { outcome } = result
  if (outcome.type === 'measured') return headline(result)
  const failed = outcome.type === 'failed' || outcome.type === 'timed-out'
  return (
    <span
      className={`inline-flex items-center gap-1.5 ${failed ? 'text-failing' : 'text-unproven'}`}
    >
      <StateIcon state={failed ? 'failing' : 'unproven'} size={13} />
      {outcomeWords(outcome)}
    </span>
  )
}
