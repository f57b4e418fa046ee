import type { PartName, PartState, System } from '../api/system'
import type { Facts } from '../edit/facts'
import { bytes, count, counted, percent, span } from '../format/numbers'

/** The parts, what each is for. */
export const PARTS: Record<PartName, { title: string; does: string }> = {
  kafka: { title: 'Kafka', does: 'carries every command, result and decision' },
  consumers: { title: 'Readers', does: 'take what is in Kafka, each group for one service' },
  sink: { title: 'Sink', does: 'stores results in the database' },
  database: { title: 'Database', does: 'keeps results and the configuration' },
  outbox: { title: 'Outbox', does: 'brings changes of the configuration to Kafka' },
  archive: { title: 'Archive', does: 'keeps results as files for longer' },
}

const NAMES = Object.keys(PARTS) as PartName[]
const STATES: readonly PartState[] = ['away', 'degraded', 'ok']
const S = 1_000_000

export interface Part {
  name: PartName
  state: PartState
  reason: string
}

/** All parts, the worst first. */
export function worstFirst(system: System): Part[] {
  return NAMES.map((name) => ({ name, ...system[name] })).sort(
    (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
  )
}

/** "All 6 parts are well", "2 of 6 parts need somebody"; of an answer that is old what was. */
export function verdict(parts: readonly Part[], old = false): string {
  const bad = parts.filter(({ state }) => state !== 'ok').length
  if (bad === 0) return `All ${parts.length} parts ${old ? 'were' : 'are'} well`
  return `${bad} of ${parts.length} parts ${old ? 'needed' : bad === 1 ? 'needs' : 'need'} somebody`
}

/** What to do about a part that is not well; undefined where it is. */
export function nextStep(system: System, name: PartName): string | undefined {
  if (system[name].state === 'ok') return undefined
  return system[name].state === 'away' ? AWAY[name] : degraded(system, name)
}

const AWAY: Record<PartName, string> = {
  kafka:
    'See whether the brokers run, and whether this service reaches them. Probes keep what they measure meanwhile.',
  consumers: 'It is asked of Kafka: see whether that answers.',
  sink: 'It is asked of Kafka: see whether that answers.',
  database:
    'See whether MariaDB runs, and whether this service reaches it. Results wait in Kafka meanwhile.',
  outbox: 'It is in the database: see whether that answers.',
  archive: 'See whether the disk of its folder answers.',
}

function degraded(system: System, name: PartName): string {
  switch (name) {
    case 'kafka':
      return system.kafka.findings?.missingTopics.length
        ? 'Make what is missing: ./waddleperf services topics.'
        : 'See which broker is down or slow. Once it is back, its copies catch up by themselves.'
    case 'consumers':
      return 'Start the service of that group again; it goes on where it stopped. Nothing is lost while Kafka keeps it.'
    case 'sink':
      return system.sink.findings === null
        ? 'Start results-sink: until then nothing that is measured is stored.'
        : 'See whether results-sink runs and what its log says, then whether the database is slow. Nothing is lost while Kafka keeps it.'
    case 'database':
      return isStuck(system)
        ? 'See whether the other nodes run and reach this one. Nothing is written here until most of them do.'
        : 'Make room on that disk, or keep less: waddleperf.retention.… of results-sink.'
    case 'outbox':
      return 'Changes are stored but probes do not know them yet: see whether Kafka answers.'
    case 'archive':
      return 'Make room on that disk, or keep less: waddleperf.retention.archived-… of results-sink.'
  }
}

function isStuck({ database }: System): boolean {
  const galera = database.findings?.galera
  return galera != null && (galera.wsrepClusterStatus !== 'Primary' || galera.wsrepReady !== 'ON')
}

/** What was found of a part, beside its lists. */
export function factsOf(system: System, name: PartName): Facts {
  switch (name) {
    case 'kafka':
      return kafkaFacts(system.kafka.findings)
    case 'consumers':
      return []
    case 'sink':
      return sinkFacts(system.sink.findings)
    case 'database':
      return databaseFacts(system.database.findings)
    case 'outbox':
      return outboxFacts(system.outbox.findings)
    case 'archive':
      return archiveFacts(system.archive.findings)
  }
}

function kafkaFacts(found: System['kafka']['findings']): Facts {
  if (found === null) return []
  const { brokers, partitions, underReplicated, missingTopics, clusterId } = found
  return [
    ['Brokers', count(brokers)],
    ['Partitions of ours', count(partitions)],
    ['Lacking a copy', underReplicated === 0 ? 'none' : count(underReplicated)],
    ['Missing topics', missingTopics.join(', ') || 'none'],
    ['Cluster', clusterId],
  ]
}

function sinkFacts(found: System['sink']['findings']): Facts {
  if (found === null) return []
  const { lagSeconds, topic } = found
  return topic === null
    ? [['Waits to be stored', 'nothing']]
    : [
        ['Oldest that waits', `for ${span(lagSeconds * S)}`],
        ['On topic', topic],
      ]
}

function databaseFacts(found: System['database']['findings']): Facts {
  if (found === null) return []
  const { version, sizeBytes, disks, galera } = found
  const cluster: Facts =
    galera === null
      ? [['Galera', 'it is no node of a cluster']]
      : [
          ['Galera', `${galera.wsrepClusterStatus}, ${counted(galera.wsrepClusterSize, 'node')}`],
          ['This node', `${galera.wsrepLocalState}, ready: ${galera.wsrepReady}`],
        ]
  const room: Facts =
    disks === null
      ? [['Disks', 'not known: the server does not have its plugin DISKS']]
      : disks.map(({ path, totalBytes, freeBytes }) => [
          `Disk ${path}`,
          roomWords(totalBytes, freeBytes),
        ])
  return [['Version', version], ['Size', bytes(sizeBytes)], ...cluster, ...room]
}

function outboxFacts(found: System['outbox']['findings']): Facts {
  if (found === null) return []
  const { waiting, oldestS } = found
  return [
    ['Waits for Kafka', waiting === 0 ? 'nothing' : counted(waiting, 'change')],
    ...(oldestS === null ? [] : [['Oldest', `for ${span(oldestS * S)}`] as const]),
  ]
}

const LOCATIONS = { none: 'nowhere: it is not set up', dir: 'in a folder', s3: 'in S3' } as const

function archiveFacts(found: System['archive']['findings']): Facts {
  if (found === null) return []
  const { location, totalBytes, freeBytes } = found
  return [
    ['Where', LOCATIONS[location]],
    ...(totalBytes === null || freeBytes === null
      ? []
      : [['Its disk', roomWords(totalBytes, freeBytes)] as const]),
  ]
}

/** "12.3 GB of 100 GB free (12.3 %)" */
export const roomWords = (totalBytes: number, freeBytes: number): string =>
  `${bytes(freeBytes)} of ${bytes(totalBytes)} free (${percent(totalBytes === 0 ? 0 : freeBytes / totalBytes)})`
