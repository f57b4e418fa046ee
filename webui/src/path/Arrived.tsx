import type { DefaultChart } from '../api/kinds'
import { ended } from '../api/queries'
import type { Result, TestStatus } from '../api/types'
import { useNow } from '../app/clock'
import { metricValue } from '../format/words'
import { served, t } from '../language/text'
import { End, Seen, Steps } from '../testing/Steps'
import { NewestResult } from './NewestResult'

/** The id of a check's card on the page. */
export const cardId = (check: string, family: string): string => `check ${check} ${family}`

/** How far the tests of an order are. */
export function Progress({ status }: { status: TestStatus }) {
  const now = useNow()
  const late = !ended(status) && now > Date.parse(status.expiresAt) + 5_000
  if (status.commands.length === 0) {
    return (
      <p className="py-1.5">
        {t(
          status.status === 'expired' || late
            ? 'Nobody took the request up in time. Is the scheduler running?'
            : 'Queued: waiting for the scheduler…',
        )}
      </p>
    )
  }
  return (
    <ul className="card divide-y divide-line">
      {status.commands.map((command) => (
        <li key={command.commandId} className="flex flex-wrap items-center gap-x-4 px-3 py-1.5">
          <span className="min-w-28 font-medium">
            {command.check}
            <span className="ml-2 font-normal text-muted">{command.family}</span>
          </span>
          <Steps command={command} />
          <Seen seen={command.seen} />
          <span className="min-w-0 tabular-nums wrap-anywhere">
            <End command={command} late={late} />
          </span>
        </li>
      ))}
    </ul>
  )
}

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
