import type {
  CaptureDetails,
  Certificate,
  Details,
  Interval,
  MtuDetails,
  NetworkInterface,
  SshDetails,
  GrpcDetails,
  PortsDetails,
  Redirect,
  SpeedtestDetails,
  SystemDetails,
  ThroughputDetails,
  TlsDetails,
  UdpDetails,
} from '../api/details'
import type { Result } from '../api/types'
import { bitRate, bytes, counted, duration, percent } from '../format/numbers'
import { methodWords, metricValue, metricWord } from '../format/words'
import { StateIcon } from '../ui/icons'
import { LocalTime } from '../ui/parts'

export type Fact = readonly [name: string, value: React.ReactNode]

type Metrics = Result['metrics']

/** Which numbers stand for a test, the most important first. */
const NUMBERS: Record<string, string[]> = {
  tcp: ['connectUs'],
  http: ['totalUs', 'bodyBytes'],
  grpc: ['totalUs', 'connectUs', 'tlsUs', 'firstByteUs'],
  dns: ['lookupUs', 'connectUs', 'tlsUs'],
  traceroute: ['hops', 'rttMeanUs'],
  mtu: [], // its details say it
  tls: ['tlsUs', 'certificateDays'],
  ssh: ['totalUs', 'bannerUs', 'keyExchangeUs', 'authenticationUs', 'rttP50Us', 'rttP95Us'],
  ports: ['openPorts', 'closedPorts', 'filteredPorts'],
  throughput: [
    'forwardBitsPerSecond',
    'backwardBitsPerSecond',
    'retransmits',
    'forwardLossRatio',
    'backwardLossRatio',
    'forwardJitterUs',
    'backwardJitterUs',
    'reorderedRatio',
    'idleRttP50Us',
    'idleRttP95Us',
    'loadedRttP50Us',
    'loadedRttP95Us',
  ],
  capture: ['capturedPackets', 'capturedBytes', 'droppedPackets'],
  speedtest: [
    'backwardBitsPerSecond',
    'forwardBitsPerSecond',
    'retransmits',
    'rttMinUs',
    'rttP50Us',
    'jitterUs',
    'idleRttP50Us',
    'idleRttP95Us',
    'loadedRttP50Us',
    'loadedRttP95Us',
    'connectUs',
    'tlsUs',
  ],
  system: ['cpuBusyRatio', 'loadAverage', 'memoryAvailableBytes', 'interfaceErrors'],
}

/** What a UDP test says of each direction. */
const DIRECTIONS = [
  'forwardLossRatio',
  'backwardLossRatio',
  'forwardPdvUs',
  'backwardPdvUs',
  'forwardDelayUs',
  'backwardDelayUs',
  'reorderedRatio',
  'duplicateRatio',
]

/** The numbers of a result. */
export function numbersOf({ test, metrics }: Result): Fact[] {
  if (test === 'ping') return pingNumbers(metrics)
  if (test === 'udp') return [...pingNumbers(metrics), ...numbers(DIRECTIONS, metrics)]
  return numbers(NUMBERS[test] ?? [], metrics)
}

function numbers(names: string[], metrics: Metrics): Fact[] {
  return names.flatMap((metric) => {
    const value = metrics[metric]
    return value === undefined
      ? []
      : [[capital(metricWord(metric)), metricValue(metric, value)] as const]
  })
}

function pingNumbers(metrics: Metrics): Fact[] {
  const { packetsSent = 0, packetsReceived = 0, lossRatio } = metrics
  const value = (metric: string): string => {
    const number = metrics[metric]
    return number === undefined ? '–' : metricValue(metric, number)
  }
  return [
    ['Answers', `${packetsReceived} of ${packetsSent}`],
    ...(lossRatio === undefined ? [] : [['Loss', percent(lossRatio)] as const]),
    ...(metrics['rttMeanUs'] === undefined
      ? []
      : ([
          ['Mean', value('rttMeanUs')],
          ['Spread', `${value('rttMinUs')} to ${value('rttMaxUs')}`],
          ['Jitter', value('jitterUs')],
        ] as const)),
  ]
}

/** What a test saw besides numbers; the hops of a way have a table of their own. */
export function seen(details: Details, metrics: Metrics): Fact[] {
  switch (details.type) {
    case 'ping':
      return [
        ['Address', details.address],
        ...(details.ttl == null ? [] : [['TTL left', String(details.ttl)] as const]),
        ...(details.lostSequences.length === 0
          ? []
          : [['Lost packets', details.lostSequences.map((n) => `#${n + 1}`).join(', ')] as const]),
      ]
    case 'tcp':
      return [['Address', `${details.address}, port ${details.port}`]]
    case 'http':
      return [
        // 0: the connection failed before there was any
        ...(details.status > 0
          ? [['Status', `${details.status} (${details.version})`] as const]
          : []),
        ...(details.redirects?.length ? redirectFacts(details.redirects, details.url) : []),
        ['Address', details.address],
        ...(details.certificate ? certificateFacts(details.certificate, metrics) : []),
      ]
    case 'dns':
      return [
        ['Question', `${details.name} ${details.recordType}`],
        ['Server', details.server],
        ['Code', details.rcode],
        ['Answers', details.answers.join(', ') || 'none'],
        ...(details.ttlSeconds == null ? [] : [['Lives', `${details.ttlSeconds} s`] as const]),
        ...(details.authenticated === true ? [['DNSSEC', 'validated by the server'] as const] : []),
        ...(details.certificate ? certificateFacts(details.certificate, metrics) : []),
      ]
    case 'traceroute':
      return [['Address', details.address]]
    case 'mtu':
      return mtuFacts(details)
    case 'tls':
      return tlsFacts(details)
    case 'ssh':
      return sshFacts(details)
    case 'system':
      return systemFacts(details)
    case 'udp':
      return udpFacts(details)
    case 'ports':
      return portFacts(details)
    case 'grpc':
      return grpcFacts(details, metrics)
    case 'throughput':
      return throughputFacts(details)
    case 'capture':
      return captureFacts(details)
    case 'speedtest':
      return speedtestFacts(details, metrics)
    case 'unknown':
      return []
  }
}

function redirectFacts(redirects: Redirect[], last: string): Fact[] {
  const way = redirects.map(({ url, status }) => `${url} (${status})`)
  return [['Redirects', [...way, last].join(' → ')]]
}

function certificateFacts(certificate: Certificate, { certificateDays }: Metrics): Fact[] {
  const until = <LocalTime at={certificate.notAfter} />
  const left = certificateDays === undefined ? '' : metricValue('certificateDays', certificateDays)
  return [
    ['Certificate', `${certificate.verdict}, ${certificate.subject}`],
    [
      'Expires',
      left === '' ? (
        until
      ) : (
        <>
          in {left}, {until}
        </>
      ),
    ],
    ['TLS', `${certificate.protocol}, ${certificate.cipher}`],
  ]
}

function mtuFacts({ address, mtuBytes, limitedBy, blackHole }: MtuDetails): Fact[] {
  return [
    ['Path MTU', metricValue('pathMtuBytes', mtuBytes)],
    ['Limited by', limitedBy ?? 'nobody said so'],
    ...(blackHole
      ? [['Black hole', <Bad key="hole">larger packets vanish without a word</Bad>] as const]
      : []),
    ['Address', address],
  ]
}

function tlsFacts({ address, port, version, cipher, alpn, chain, verdict }: TlsDetails): Fact[] {
  return [
    ['Certificate', verdict === 'trusted' ? verdict : <Bad key="verdict">{verdict}</Bad>],
    ['TLS', `${version}, ${cipher}${alpn == null ? '' : `, ${alpn}`}`],
    ...chain.map(({ subject, issuer, notAfter }, i): Fact => [
      i === 0 ? 'Server' : `Issuer ${i}`,
      <>
        {subject}, until <LocalTime at={notAfter} />
        <span className="block text-muted">signed by {issuer}</span>
      </>,
    ]),
    ['Address', `${address}, port ${port}`],
  ]
}

function sshFacts(details: SshDetails): Fact[] {
  const { address, port, version, keyExchange, hostKeyType, hostKey, cipher, mac, login } = details
  return [
    ...(version == null ? [] : [['Server', version] as const]),
    ...(hostKey == null ? [] : [['Host key', `${hostKeyType ?? ''} ${hostKey}`] as const]),
    ...(keyExchange == null ? [] : [['Key exchange', keyExchange] as const]),
    ...(cipher == null ? [] : [['Cipher', `${cipher}, MAC ${mac ?? ''}`] as const]),
    ...(login == null ? [] : [['Login', login === 'none' ? 'not tried' : login] as const]),
    ['Address', `${address}, port ${port}`],
  ]
}

function systemFacts({ system, interfaces, routes, resolvers, clock }: SystemDetails): Fact[] {
  return [
    ['System', system],
    ['Clock', clock],
    ...interfaces.map((one): Fact => [one.name, interfaceWords(one)]),
    ['Resolvers', resolvers.join(', ') || 'none'],
    [
      'Routes',
      routes.length === 0
        ? 'none'
        : routes.map((route) => (
            <span key={route} className="block">
              {route}
            </span>
          )),
    ],
  ]
}

function udpFacts(details: UdpDetails): Fact[] {
  const { lostForward, lostBackward, lostUndecided, late, duplicates } = details
  const { reorderedForward, reorderedBackward, turnaroundUs } = details
  const known = (value?: number | null): value is number => value != null
  return [
    ...(known(lostForward) && known(lostBackward) && known(lostUndecided)
      ? [['Lost', lossWords(lostForward, lostBackward, lostUndecided)] as const]
      : []),
    ...(late > 0 ? [['Too late', counted(late, 'answer')] as const] : []),
    ...(duplicates > 0 ? [['Came again', counted(duplicates, 'answer')] as const] : []),
    ...(known(reorderedForward) &&
    known(reorderedBackward) &&
    reorderedForward + reorderedBackward > 0
      ? [['Overtaken', `${reorderedForward} there, ${reorderedBackward} back`] as const]
      : []),
    ['One way', details.oneWay],
    ...(known(turnaroundUs) ? [['At the reflector', duration(turnaroundUs)] as const] : []),
    ['Reflector', `${details.address}, port ${details.port}, ${details.reflector}`],
  ]
}

function lossWords(forward: number, backward: number, undecided: number): string {
  const where = `${forward} on the way there, ${backward} back`
  return undecided === 0 ? where : `${where}, ${undecided} cannot be told`
}

function portFacts({ address, open, closed, filtered }: PortsDetails): Fact[] {
  const listed = (ports: string): string => ports.replaceAll(',', ', ') || 'none'
  return [
    ['Open', listed(open)],
    ['Closed', listed(closed)],
    ['No answer', listed(filtered)],
    ['Address', address],
  ]
}

function grpcFacts(details: GrpcDetails, metrics: Metrics): Fact[] {
  const { address, port, service, serving, grpcStatus, certificate } = details
  return [
    ['Service', service || 'the server as a whole'],
    ...(serving == null ? [] : [['Says', serving] as const]),
    ...(grpcStatus ? [['gRPC status', String(grpcStatus)] as const] : []), // 0: all is well
    ['Address', `${address}, port ${port}`],
    ...(certificate ? certificateFacts(certificate, metrics) : []),
  ]
}

const WAYS: Record<string, string> = { forward: 'there', reverse: 'back', both: 'there and back' }

function throughputFacts(details: ThroughputDetails): Fact[] {
  const { address, port, protocol, direction, parallel, tries, latencyBy, intervals } = details
  const controls = [details.congestion, details.backwardCongestion].filter((one) => one != null)
  return [
    [
      'Data',
      `${protocol.toUpperCase()} ${WAYS[direction] ?? direction}, ${counted(parallel, 'stream')}`,
    ],
    ['Each second', intervals.map(secondWords).join(', ')],
    ...(controls.length > 0 ? [['Congestion control', controls.join(' there, ')] as const] : []),
    ['Round trips', latencyBy === 'none' ? 'not measured' : methodWords(latencyBy)],
    ...(tries > 1 ? [['Busy', `free at the ${tries}. try`] as const] : []),
    ['iperf3 server', `${address}, port ${port}`],
  ]
}

function speedtestFacts(details: SpeedtestDetails, metrics: Metrics): Fact[] {
  const { address, port, url, direction, parallel, tries, latencyBy, intervals } = details
  const way = direction === 'both' ? 'back, then there' : (WAYS[direction] ?? direction)
  return [
    ['Data', `HTTP/1.1 ${way}, ${counted(parallel, 'connection')}; payload alone`],
    ['Each second', intervals.map(secondWords).join(', ')],
    ...(details.congestion == null ? [] : [['Congestion control', details.congestion] as const]),
    ['Round trips', latencyBy === 'none' ? 'not measured' : methodWords(latencyBy)],
    ...(tries > 1 ? [['Busy', `free at the ${tries}. try`] as const] : []),
    ...(details.clientAddress == null ? [] : [['Seen from there', details.clientAddress] as const]),
    ['Server', `${url} at ${address}, port ${port}`],
    ...(details.certificate ? certificateFacts(details.certificate, metrics) : []),
  ]
}

function secondWords({ forwardBitsPerSecond, backwardBitsPerSecond }: Interval): string {
  const ways = [forwardBitsPerSecond, backwardBitsPerSecond].filter((one) => one != null)
  return ways.map((one) => bitRate(one)).join(' + ')
}

function captureFacts(details: CaptureDetails): Fact[] {
  const { filter, file, fileBytes, snapBytes, payload, endedBy, interfaceNames } = details
  const kept = payload ? 'of each packet' : 'of each packet, headers only'
  return [
    ['Packets', filter],
    ['Kept', `at most ${bytes(snapBytes)} ${kept}`],
    ['Ended', endedBy === 'size' ? 'when the file was full' : 'when its time was over'],
    ...(file == null
      ? []
      : ([
          ['Interfaces', interfaceNames.join(', ')],
          ['Size', `${bytes(fileBytes)}, pcapng`],
        ] as const)),
  ]
}

function interfaceWords(one: NetworkInterface): React.ReactNode {
  const lost = `${counted(one.errors, 'error')}, ${counted(one.drops, 'drop')}`
  return (
    <>
      {one.up ? 'up' : <Bad>down</Bad>}, MTU {one.mtuBytes}
      {one.addresses.length > 0 && `, ${one.addresses.join(', ')}`}
      <span className="block text-muted">
        {bytes(one.receivedBytes)} in, {bytes(one.sentBytes)} out,{' '}
        {one.errors + one.drops > 0 ? <span className="text-breaching">{lost}</span> : lost}
      </span>
    </>
  )
}

function Bad({ children }: { children: React.ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom text-failing">
      <StateIcon state="failing" size={13} />
      {children}
    </span>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
