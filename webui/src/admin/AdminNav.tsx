import { Link, useNavigate } from '@tanstack/react-router'
import { type Message, msg, t } from '../language/text'
import type { View } from './search'

const VIEWS: [view: View, word: Message][] = [
  ['system', msg('System health')],
  ['channels', msg('Channels')],
  ['audit', msg('Audit')],
  ['retention', msg('Retention')],
  ['licence', msg('Licence')],
]

/** The head of all that is for admins. */
export function AdminNav({ shown }: { shown: View | 'accounts' }) {
  const navigate = useNavigate()
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <h1 className="text-lg font-semibold">{t('Admin')}</h1>
      <div role="group" aria-label={t('What is arranged')} className="flex flex-wrap gap-1">
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
            {t(word)}
          </button>
        ))}
        <Link
          to="/accounts"
          className={`button ${shown === 'accounts' ? 'border-accent! bg-raised' : ''}`}
        >
          {t('Accounts and tokens')}
        </Link>
      </div>
    </div>
  )
}
