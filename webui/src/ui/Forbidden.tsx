import { problemOf } from '../api/client'
import { t } from '../language/text'
import { StateIcon } from './icons'

/** Whoever sits here may not see what a screen shows, and what to do about it. */
export function Forbidden({ what, error }: { what: string; error: unknown }) {
  return (
    <div role="alert" className="card p-6">
      <p className="flex items-center gap-2 text-base font-semibold">
        <StateIcon state="withheld" />
        {t('Your account may not see {what}', { what })}
      </p>
      <p className="mt-1 max-w-prose text-muted">
        {problemOf(error).message}{' '}
        {t('Ask an admin for the role of a viewer, or sign in as somebody else.')}
      </p>
    </div>
  )
}
