/** By which rules a report counts, in words. */
export function Rules({ missedSince }: { missedSince: React.ReactNode }) {
  return (
    <section aria-labelledby="rules" className="card p-3 print:border-0 print:p-0">
      <h2 id="rules" className="font-semibold">
        How this is counted
      </h2>
      <ul className="mt-2 space-y-2 text-muted">
        <li>
          <b>Up</b> is a test that was answered, however long it took. Slow is not down.
        </li>
        <li>
          <b>Down</b> is a test that got no answer in time, or not the one that it should have got.
        </li>
        <li>
          <b>Availability</b> is up ÷ (up + down). Where nothing was asked there is none, and not
          100&nbsp;%.
        </li>
        <li>
          <b>Counted</b> are tests of schedules and those that confirm a breach. A path under
          suspicion is tested more often, so an outage weighs somewhat more than its time. Deeper
          tests do not count.
        </li>
        <li>
          <b>Not run</b> is what the probe refused or cannot do: it says nothing of the target.
        </li>
        <li>
          <b>Missed</b> are due tests without any ending, as while a probe was off; neither up nor
          down. {missedSince}
        </li>
        <li>
          <b>Maintenance</b> is left out: whole hours, and of an hour in part those minutes, as long
          as minutes are kept (30 days). A silence hides nothing here.
        </li>
        <li>
          <b>A probe that was cut off</b> counts as down for its targets: declare a maintenance of
          the probe where that matters.
        </li>
        <li>
          <b>Percentiles</b> are of single values: of each packet of a ping, of each test of another
          kind, to 1&nbsp;%. They do not add up, so the line of all rows has none.
        </li>
        <li>
          <b>Months and days</b> are in UTC. The newest two hours may still be on their way.
        </li>
      </ul>
    </section>
  )
}
