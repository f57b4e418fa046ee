import type { TierSpan } from '../chart/tiers'
import { lasted } from '../format/times'
import { Badge } from '../incidents/Marks'
import { TIER_STATES, lookOf } from '../incidents/words'
import { t } from '../language/text'
import { LocalTime } from '../ui/parts'

/** The timeline as rows, newest first. */
export function TierTable({ spans }: { spans: TierSpan[] }) {
  return (
    <div className="max-h-60 overflow-auto" tabIndex={0} role="region" aria-label={t('States')}>
      <table className="w-full border-collapse text-left tabular-nums">
        <thead className="sticky top-0 bg-panel text-muted">
          <tr>
            {[t('From||a time'), t('State'), t('For||how long')].map((head) => (
              <th key={head} scope="col" className="px-2 py-1 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spans.toReversed().map(({ from, to, state }) => (
            <tr key={from} className="border-t border-line">
              <th scope="row" className="px-2 py-1 font-normal">
                <LocalTime at={new Date(from).toISOString()} />
              </th>
              <td className="px-2">
                <Badge look={lookOf(TIER_STATES, state)} quiet />
              </td>
              <td className="px-2">{lasted(to - from)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
