import { t } from '../language/text'

/** Of a row that is only there because somebody points at the list. */
export function NoLongerListed() {
  return <span className="relative z-1 text-muted">{t('No longer in this list')}</span>
}
