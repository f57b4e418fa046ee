import type { PartName, PartState, System } from '../api/system'
import type { Facts } from '../edit/facts'
import { bytes, count, percent, span } from '../format/numbers'
import { plural } from '../language/plural'
import { type Message, msg, t } from '../language/text'

/** The parts, what each is for. */
export const PARTS: Record<PartName, { title: Message; does: Message }> = {
  kafka: { title: msg('Kafka'), does: msg('carries every command, result and decision') },
  consumers: {
    title: msg('Readers'),
    does: msg('take what is in Kafka, each group for one service'),
  },
  sink: { title: msg('Sink'), does: msg('stores results in the database') },
  database: { title: msg('Database'), does: msg('keeps results and the configuration') },
  outbox: { title: msg('Outbox'), does: msg('brings changes of the configuration to Kafka') },
  archive: { title: msg('Archive'), does: msg('keeps results as files for longer') },
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
  const all = parts.length
  if (bad === 0) return t(old ? 'All {all} parts were well' : 'All {all} parts are well', { all })
  return old
    ? plural(bad, '{n} of {all} parts needed somebody', '{n} of {all} parts needed somebody', {
        all,
      })
    : plural(bad, '{n} of {all} parts needs somebody', '{n} of {all} parts need somebody', { all })
}

/** What to do about a part that is not well; undefined where it is. */
export function nextStep(system: System, name: PartName): string | undefined {
  if (system[name].state === 'ok') return undefined
  return system[name].state === 'away' ? t(AWAY[name]) : degraded(system, name)
}

const AWAY: Record<PartName, Message> = {
  kafka: msg(
    'See whether the brokers run, and whether this service reaches them. Probes keep what they measure meanwhile.',
  ),
  consumers: msg('It is asked of Kafka: see whether that answers.'),
  sink: msg('It is asked of Kafka: see whether that answers.'),
  database: msg(
    'See whether MariaDB runs, and whether this service reaches it. Results wait in Kafka meanwhile.',
  ),
  outbox: msg('It is in the database: see whether that answers.'),
  archive: msg('See whether the disk of its folder answers.'),
}

function degraded(system: System, name: PartName): string {
  switch (name) {
    case 'kafka':
      return system.kafka.findings?.missingTopics.length
        ? t('Make what is missing: ./waddleperf services topics.')
        : t('See which broker is down or slow. Once it is back, its copies catch up by themselves.')
    case 'consumers':
      return t(
        'Start the service of that group again; it goes on where it stopped. Nothing is lost while Kafka keeps it.',
      )
    case 'sink':
      return system.sink.findings === null
        ? t('Start results-sink: until then nothing that is measured is stored.')
        : t(
            'See whether results-sink runs and what its log says, then whether the database is slow. Nothing is lost while Kafka keeps it.',
          )
    case 'database':
      return isStuck(system)
        ? t(
            'See whether the other nodes run and reach this one. Nothing is written here until most of them do.',
          )
        : t('Make room on that disk, or keep less: waddleperf.retention.… of results-sink.')
    case 'outbox':
      return t('Changes are stored but probes do not know them yet: see whether Kafka answers.')
    case 'archive':
      return t(
        'Make room on that disk, or keep less: waddleperf.retention.archived-… of results-sink.',
      )
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
    [t('Brokers'), count(brokers)],
    [t('Partitions of ours'), count(partitions)],
    [t('Lacking a copy'), underReplicated === 0 ? t('none') : count(underReplicated)],
    [t('Missing topics'), missingTopics.join(', ') || t('none')],
    [t('Cluster'), clusterId],
  ]
}

function sinkFacts(found: System['sink']['findings']): Facts {
  if (found === null) return []
  const { lagSeconds, topic } = found
  return topic === null
    ? [[t('Waits to be stored'), t('nothing')]]
    : [
        [t('Oldest that waits'), t('for {time}', { time: span(lagSeconds * S) })],
        [t('On topic'), topic],
      ]
}

function databaseFacts(found: System['database']['findings']): Facts {
  if (found === null) return []
  const { version, sizeBytes, disks, galera } = found
  const cluster: Facts =
    galera === null
      ? [['Galera', t('it is no node of a cluster')]]
      : [
          [
            'Galera',
            plural(galera.wsrepClusterSize, '{status}, {n} node', '{status}, {n} nodes', {
              status: galera.wsrepClusterStatus,
            }),
          ],
          [
            t('This node'),
            t('{state}, ready: {ready}', {
              state: galera.wsrepLocalState,
              ready: galera.wsrepReady,
            }),
          ],
        ]
  const room: Facts =
    disks === null
      ? [[t('Disks'), t('not known: the server does not have its plugin DISKS')]]
      : disks.map(({ path, totalBytes, freeBytes }) => [
          t('Disk {path}', { path }),
          roomWords(totalBytes, freeBytes),
        ])
  return [[t('Version'), version], [t('Size'), bytes(sizeBytes)], ...cluster, ...room]
}

function outboxFacts(found: System['outbox']['findings']): Facts {
  if (found === null) return []
  const { waiting, oldestS } = found
  return [
    [
      t('Waits for Kafka'),
      waiting === 0 ? t('nothing') : plural(waiting, '{n} change', '{n} changes'),
    ],
    ...(oldestS === null
      ? []
      : [
          [
            t('Oldest||of changes that wait'),
            t('for {time}', { time: span(oldestS * S) }),
          ] as const,
        ]),
  ]
}

const LOCATIONS = {
  none: msg('nowhere: it is not set up'),
  dir: msg('in a folder'),
  s3: msg('in S3'),
}

function archiveFacts(found: System['archive']['findings']): Facts {
  if (found === null) return []
  const { location, totalBytes, freeBytes } = found
  return [
    [t('Where'), t(LOCATIONS[location])],
    ...(totalBytes === null || freeBytes === null
      ? []
      : [[t('Its disk'), roomWords(totalBytes, freeBytes)] as const]),
  ]
}

/** "12.3 GB of 100 GB free (12.3 %)" */
export const roomWords = (totalBytes: number, freeBytes: number): string =>
  t('{free} of {total} free ({share})', {
    free: bytes(freeBytes),
    total: bytes(totalBytes),
    share: percent(totalBytes === 0 ? 0 : freeBytes / totalBytes),
  })
