import type { System } from '../api/system'
import { lasted } from '../format/times'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { FactRows } from './FactRows'

/** Of the service that answers, and of no other one. */
export function VersionsCard({ versions }: { versions: System['versions'] }) {
  const { waddleperf, java, kafkaClient, uptimeS } = versions
  return (
    <section aria-labelledby="versions" className="card space-y-2 p-3">
      <h2 id="versions" className="font-semibold">
        {rich('Versions <of>of the service that answers</of>', {
          of: (text) => <span className="font-normal text-muted">{text}</span>,
        })}
      </h2>
      <FactRows
        facts={[
          ['WaddlePerf', waddleperf],
          ['Java', java],
          [t("Kafka's client"), kafkaClient],
          [t('Runs for'), lasted(uptimeS * 1_000)],
        ]}
      />
    </section>
  )
}
