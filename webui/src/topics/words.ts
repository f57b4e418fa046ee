import type { Me } from '../api/accounts'
import type { Topic } from '../api/topics'
import { count, decimal, span } from '../format/numbers'
import { plural } from '../language/plural'
import { type Message, msg, t } from '../language/text'

/** For whom a topic is. */
export const AUDIENCES: Record<Topic['audience'], { word: Message; means: Message }> = {
  public: {
    word: msg('For programs of yours'),
    means: msg('Whoever has a reading account may read it; it changes by additions only.'),
  },
  internal: {
    word: msg("Between WaddlePerf's parts"),
    means: msg('Reading accounts cannot read it, and it may change with each version.'),
  },
  secret: {
    word: msg('Secret'),
    means: msg('It holds keys, packets, or records that nobody could read: no account reads it.'),
  },
}

/** How long a record stays. */
export function keptWords({ cleanup, retentionUs }: Topic): string {
  if (cleanup === 'delete') return retentionUs === null ? t('for ever') : span(retentionUs)
  const newest = t('the newest of each key')
  return retentionUs === null ? newest : `${newest}, ${span(retentionUs)}`
}

/** Records a second; what is below a hundredth is not nothing. */
export function rateWords(perSecond: number): string {
  if (perSecond === 0) return '0'
  if (perSecond < 0.01) return `< ${decimal('0.01')}`
  if (perSecond >= 99.95) return count(perSecond)
  return decimal(String(Number(perSecond.toPrecision(3))))
}

/** How far a group is behind. */
export interface Lag {
  group: string
  records: number
  /** By the rate of the last minute; absent where that does not tell. */
  seconds?: number
  /** It does not keep up. */
  late: boolean
}

/** Fewer may be the marks that end transactions, which nobody reads. */
const FEW_RECORDS = 100
const LATE_S = 60

/** How far each group is behind, the furthest first; undefined where Kafka did not tell. */
export function lagsOf({ groups, recordsPerSecond }: Topic): Lag[] | undefined {
  if (groups === null) return undefined
  return groups
    .map(({ group, records }): Lag => {
      if (records < FEW_RECORDS || !recordsPerSecond) return { group, records, late: false }
      const seconds = records / recordsPerSecond
      return { group, records, seconds, late: seconds > LATE_S }
    })
    .sort((a, b) => b.records - a.records || (a.group < b.group ? -1 : 1))
}

/** "3 records", "9 120 records, some 12 min". */
export function lagWords({ records, seconds }: Lag): string {
  if (records === 0) return t('nothing')
  if (seconds === undefined || seconds < 1) return plural(records, '{n} record', '{n} records')
  const time = span(seconds * 1e6)
  return plural(records, '{n} record, some {time}', '{n} records, some {time}', { time })
}

/** The same, and that it does not keep up. */
export const behindWords = (lag: Lag): string =>
  lag.late ? t('{lag} behind', { lag: lagWords(lag) }) : lagWords(lag)

/** The part of an account that a reader's settings are made of. */
export const READER_LINE =
  './waddleperf services credentials NAME --reading --authority authority.pem >reader.env'

/**
 * Lines for a shell that follow a topic with kcat: by an account where Kafka asks for one, else as
 * one comes to the Kafka of this machine. The password goes by a file that only kcat has, since
 * arguments are for all to see.
 */
export function followLines(topic: string, accounts: Me['accounts']): string {
  const read = `-C -q -t ${topic} -o end`
  if (accounts === 'loopback-open') {
    return `kcat -b 127.0.0.1:9092 -X isolation.level=read_committed ${read}`
  }
  const settings = [
    ['bootstrap.servers', 'BOOTSTRAP_SERVERS'],
    ['security.protocol', 'SECURITY_PROTOCOL'],
    ['sasl.mechanism', 'SASL_MECHANISM'],
    ['sasl.username', 'SASL_USERNAME'],
    ['sasl.password', 'SASL_PASSWORD'],
    ['ssl.ca.location', 'SSL_CA_LOCATION'],
  ]
  return [
    'set -a; . ./reader.env; set +a',
    `kcat -F /dev/fd/3 ${read} 3<<SETTINGS`,
    ...settings.map(([name, variable]) => `${name}=$KAFKA_${variable}`),
    'isolation.level=read_committed',
    'SETTINGS',
  ].join('\n')
}

/** A record as it is on the topic: what is null in the API's answer is absent there. */
export const recordText = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (one === null ? undefined : one), 2)
