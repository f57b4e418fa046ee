import { useContext, useState } from 'react'
import type { Result } from '../api/types'
import { headline, outcomeWords } from '../format/words'
import { t } from '../language/text'
import { Artifacts } from '../result/Artifacts'
import { FactList } from '../result/FactList'
import { HopTable } from '../result/HopTable'
import { seen } from '../result/facts'
import { numbersOf } from '../result/numbers'
import { Frozen } from './frozen'

/** The result that an entry of the story stands on; folded unless it matters most. */
export function Seen({ result, open }: { result: Result; open: boolean }) {
  const { check, family, outcome, details, metrics } = result
  const frozen = useContext(Frozen) !== undefined
  const [unfolded, setUnfolded] = useState<boolean | undefined>(undefined)
  const facts = [...numbersOf(result), ...(details ? seen(details, metrics) : [])]
  return (
    <details
      open={unfolded ?? open}
      onToggle={(event) => {
        const now = event.currentTarget.open
        if (now !== (unfolded ?? open)) setUnfolded(now)
      }}
      className="mt-1 max-w-3xl rounded border border-line"
    >
      <summary className="min-h-6 cursor-pointer px-2 py-0.5 text-muted">
        {check} {family}:{' '}
        <span className="text-text tabular-nums">
          {outcome.type === 'measured' ? headline(result) : outcomeWords(outcome)}
        </span>
      </summary>
      <div className="border-t border-line px-3 py-2">
        {details?.type === 'traceroute' && <HopTable details={details} label={t('Hops')} />}
        {facts.length > 0 ? (
          <FactList facts={facts} />
        ) : (
          <p className="text-muted">{outcomeWords(outcome)}</p>
        )}
        {details?.type === 'capture' && details.file && !frozen && <Artifacts result={result.id} />}
      </div>
    </details>
  )
}
