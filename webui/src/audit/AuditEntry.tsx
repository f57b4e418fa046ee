import type { AdminSearch } from '../admin/search'
import type { Change } from '../api/configuration'
import { DifferenceList } from '../edit/DifferenceList'
import { differences } from '../edit/facts'
import { t } from '../language/text'
import { FactRows } from '../system/FactRows'
import { Ago, LocalTime } from '../ui/parts'
import { VIAS, deed, documentFacts } from './words'

/** One change: who did what, when and from where, and what exactly differs since. */
export function AuditEntry(props: {
  change: Change
  /** What the list is bounded to. */
  shown: AdminSearch
  onShow: (part: Partial<AdminSearch>) => void
}) {
  const { change, shown, onShow } = props
  const { at, who, via, source, subject } = change
  return (
    <li className="space-y-1 px-3 py-2.5">
      <p className="wrap-anywhere">
        <span className="font-semibold">{who}</span> {deed(change)}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <span>
          <Ago at={at} />, <LocalTime at={at} />
        </span>
        <span>
          {source === ''
            ? t(VIAS[via])
            : t('{where} from {source}', { where: t(VIAS[via]), source })}
        </span>
        {shown.who !== who && (
          <Only onClick={() => onShow({ who })}>{t('Only by {who}', { who })}</Only>
        )}
        {shown.subject !== subject && (
          <Only onClick={() => onShow({ subject })}>{t('Only to this')}</Only>
        )}
      </p>
      <What change={change} />
    </li>
  )
}

function Only({ onClick, children }: { onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" onClick={onClick} className="min-h-6 underline hover:text-text">
      {children}
    </button>
  )
}

/** A change shows what differs; what was made or removed is there to be unfolded. */
function What({ change: { before, after } }: { change: Change }) {
  if (before != null && after != null) {
    const items = differences(documentFacts(before), documentFacts(after)).filter(
      ({ name }) => name !== 'version', // it always does
    )
    return (
      <DifferenceList label={t('What differs')} items={items} was={t('was')} is={t('became')} />
    )
  }
  const facts = documentFacts(before ?? after)
  if (facts.length === 0) return null
  return (
    <details>
      <summary className="min-h-6 w-fit cursor-pointer">
        {t(before == null ? 'What it said' : 'What it said until then')}
      </summary>
      <div className="pt-1">
        <FactRows facts={facts} />
      </div>
    </details>
  )
}
