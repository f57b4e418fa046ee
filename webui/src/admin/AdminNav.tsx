import { Link, useNavigate } from '@tanstack/react-router'
import type { View } from './search'

const VIEWS: [view: View, word: string][] = [
  ['system', 'System health'],
  ['channels', 'Channels'],
  ['audit', 'Audit'],
  ['retention', 'Retention'],
  ['licence', 'Licence'],
]

/** The head of all that is for admins. */
export function AdminNav({ shown }: { shown: View | 'accounts' }) {
  const navigate = useNavigate()
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <h1 className="text-lg font-semibold">Admin</h1>
      <div role="group" aria-label="What is arranged" className="flex flex-wrap gap-1">
        {VIEWS.map(([view, word]) => (
          <button
            key={view}
            type="button"
            className="button"
            aria-pressed={view === shown}
            onClick={() =>
              void navigate({ to: '/admin', search: view === 'system' ? {} : { view } })
            }
          >
            {word}
          </button>
        ))}
        <Link
          to="/accounts"
          className={`button ${shown === 'accounts' ? 'border-accent! bg-raised' : ''}`}
        >
          Accounts and tokens
        </Link>
      </div>
    </div>
  )
}
