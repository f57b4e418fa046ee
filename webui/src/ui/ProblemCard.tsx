import { type Problem, problemOf } from '../api/client'
import { t } from '../language/text'
import { StateIcon } from './icons'

/** What went wrong in the API's own words, and the way on. */
export function ProblemCard({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem: Problem = problemOf(error)
  return (
    <div role="alert" className="card border-failing p-4">
      <p className="flex items-center gap-2 font-semibold text-failing">
        <StateIcon state="failing" />
        {problem.title}
      </p>
      {problem.message !== '' && <p className="mt-1">{problem.message}</p>}
      <ul className="mt-1 text-muted">
        {problem.fields.map(({ field, detail }) => (
          <li key={field}>
            <code>{field}</code>: {detail}
          </li>
        ))}
      </ul>
      {problem.status > 0 && (
        <p className="mt-1 text-muted">
          HTTP {problem.status} {problem.slug}
        </p>
      )}
      {onRetry && (
        <button type="button" className="button mt-3" onClick={onRetry}>
          {t('Try again')}
        </button>
      )}
    </div>
  )
}
