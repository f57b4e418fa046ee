import { Link } from '@tanstack/react-router'
import { t } from '../language/text'

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <div className="card p-6">
      <h1 className="text-lg font-semibold">{t('There is no such page')}</h1>
      <p className="mt-1 text-muted">
        {t('The address may be mistyped, or from another version.')}
      </p>
      <Link to="/" className="button mt-3">
        {t('To all paths')}
      </Link>
    </div>
  )
}
