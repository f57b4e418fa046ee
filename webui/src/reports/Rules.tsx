import { rich } from '../language/rich'
import { t } from '../language/text'

const b = (text: React.ReactNode): React.ReactNode => <b>{text}</b>

/** By which rules a report counts, in words. */
export function Rules({ missedSince }: { missedSince: React.ReactNode }) {
  return (
    <section aria-labelledby="rules" className="card p-3 print:border-0 print:p-0">
      <h2 id="rules" className="font-semibold">
        {t('How this is counted')}
      </h2>
      <ul className="mt-2 space-y-2 text-muted">
        <li>
          {rich('<b>Up</b> is a test that was answered, however long it took. Slow is not down.', {
            b,
          })}
        </li>
        <li>
          {rich(
            '<b>Down</b> is a test that got no answer in time, or not the one that it should have got.',
            { b },
          )}
        </li>
        <li>
          {rich(
            '<b>Availability</b> is up ÷ (up + down). Where nothing was asked there is none, and not 100\u00a0%.',
            { b },
          )}
        </li>
        <li>
          {rich(
            '<b>Counted</b> are tests of schedules and those that confirm a breach. A path under suspicion is tested more often, so an outage weighs somewhat more than its time. Deeper tests do not count.',
            { b },
          )}
        </li>
        <li>
          {rich(
            '<b>Not run</b> is what the probe refused or cannot do: it says nothing of the target.',
            { b },
          )}
        </li>
        <li>
          {rich(
            '<b>Missed</b> are due tests without any ending, as while a probe was off; neither up nor down.',
            { b },
          )}{' '}
          {missedSince}
        </li>
        <li>
          {rich(
            '<b>Maintenance</b> is left out: whole hours, and of an hour in part those minutes, as long as minutes are kept (30 days). A silence hides nothing here.',
            { b },
          )}
        </li>
        <li>
          {rich(
            '<b>A probe that was cut off</b> counts as down for its targets: declare a maintenance of the probe where that matters.',
            { b },
          )}
        </li>
        <li>
          {rich(
            '<b>Percentiles</b> are of single values: of each packet of a ping, of each test of another kind, to 1\u00a0%. They do not add up, so the line of all rows has none.',
            { b },
          )}
        </li>
        <li>
          {rich(
            '<b>Months and days</b> are in UTC. The newest two hours may still be on their way.',
            { b },
          )}
        </li>
      </ul>
    </section>
  )
}
