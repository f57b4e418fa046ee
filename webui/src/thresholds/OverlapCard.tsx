import { Link } from '@tanstack/react-router'
import type { Threshold } from '../api/configuration'
import { t } from '../language/text'
import { StateIcon } from '../ui/icons'
import { type Overlap, type Ranked, overlaps } from './rank'
import { verdict } from './trouble'
import { scopeWords } from './words'

/** The other rules for the same metric: which one decides where both are for a series, and why. */
export function OverlapCard({ rule, rules }: { rule: Ranked; rules: readonly Threshold[] }) {
  const found = overlaps(rule, rules)
  return (
    <section aria-labelledby="overlaps" className="card space-y-2 p-3">
      <h2 id="overlaps" className="font-semibold">
        {t('Other rules for the same')}
      </h2>
      {found.length === 0 ? (
        <p className="text-muted">{t('None: where it is for a path, it decides.')}</p>
      ) : (
        <>
          <p className="text-muted">
            {t('Of several rules for a series the most specific decides alone.')}
          </p>
          <ul className="space-y-2">
            {found.map((one) => (
              <Item key={one.other.id} overlap={one} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Item({ overlap }: { overlap: Overlap<Threshold> }) {
  const { other, loses, total, tie, why } = overlap
  const scope = scopeWords(other.match)
  const troubled = tie || (loses && total)
  return (
    <li className="wrap-anywhere">
      <p className={troubled ? 'text-breaching' : ''}>
        {troubled && (
          <span className="mr-1.5 inline-block align-text-bottom">
            <StateIcon state="breaching" />
          </span>
        )}
        <Link
          to="/thresholds/$id"
          params={{ id: other.id }}
          className="font-medium underline decoration-line underline-offset-4 hover:decoration-text"
        >
          {other.id}
        </Link>{' '}
        {verdict(overlap)}: {why}.
      </p>
      <p className="text-muted">
        {other.enabled
          ? t('It is for {scope}.', { scope })
          : t('It is for {scope}, and switches the metric off there.', { scope })}
      </p>
    </li>
  )
}
