import type { DefaultChart } from '../api/kinds'
import type { Result } from '../api/types'
import { metricValue } from '../format/words'
import { served, t } from '../language/text'
import { NewestResult } from './NewestResult'

/** The id of a check's card on the page. */
export const cardId = (check: string, family: string): string => `check ${check} ${family}`

/**
 * The result of a test that was ordered: its first numbers and the rest.
 *
 * @param props.children the way on
 */
export function Arrived(props: {
  result: Result
  chart: DefaultChart
  children?: React.ReactNode
}) {
  const { result, chart, children } = props
  const numbers = chart.metrics.flatMap(({ metric, words }) => {
    const value = result.metrics[metric]
    return value === undefined ? [] : [{ metric, words, value }]
  })
  return (
    <div className="border-t border-line pt-3">
      {numbers.length > 0 && (
        <dl aria-label={t('First numbers')} className="mb-3 flex flex-wrap gap-x-6 gap-y-2">
          {numbers.map(({ metric, words, value }) => (
            <div key={metric}>
              <dt className="text-muted">{served(words)}</dt>
              <dd className="text-lg font-semibold tabular-nums">{metricValue(metric, value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <NewestResult result={result} title={t('Its result')} />
      {children}
    </div>
  )
}

/** The way from a result to the chart of its check on the same page. */
export function ShowChart({ result, chart }: { result: Result; chart: DefaultChart }) {
  if (chart.form === 'facts' || result.outcome.type !== 'measured') return null
  return (
    <button
      type="button"
      className="button mt-3"
      onClick={() => {
        const card = document.getElementById(cardId(result.check, result.family))
        card?.scrollIntoView({ block: 'start' })
        card?.focus({ preventScroll: true })
      }}
    >
      {t('Show its chart')}
    </button>
  )
}
