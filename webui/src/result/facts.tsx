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
import { bitRate, bytes, duration, percent } from '../format/numbers'
import { methodWords, metricValue, metricWord } from '../format/words'
import { plural } from '../language/plural'
import { rich } from '../language/rich'
import { type Message, msg, t } from '../language/text'
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
    [t('Answers'), t('{received} of {sent}', { received: packetsReceived, sent: packetsSent })],
    ...(lossRatio === undefined ? [] : [[t('Loss'), percent(lossRatio)] as const]),
    ...(metrics['rttMeanUs'] === undefined
      ? []
      : ([
          [t('Mean'), value('rttMeanUs')],
          [t('Spread'), t('{min} to {max}', { min: value('rttMinUs'), max: value('rttMaxUs') })],
          [t('Jitter'), value('jitterUs')],
        ] as const)),
  ]
}

/** What a test saw besides numbers; the hops of a way have a table of their own. */
export function seen(details: Details, metrics: Metrics): Fact[] {
  switch (details.type) {
    case 'ping':
      return [
        [t('Address'), details.address],
        ...(details.ttl == null ? [] : [[t('TTL left'), String(details.ttl)] as const]),
        ...(details.lostSequences.length === 0
          ? []
          : [
              [
                t('Lost packets'),
                details.lostSequences.map((n) => `#${n + 1}`).join(', '),
              ] as const,
            ]),
      ]
    case 'tcp':
      return [[t('Address'), portWords(details)]]
    case 'http':
      return [
        // 0: the connection failed before there was any
        ...(details.status > 0
          ? [[t('Status'), `${details.status} (${details.version})`] as const]
          : []),
        ...(details.redirects?.length ? redirectFacts(details.redirects, details.url) : []),
        [t('Address'), details.address],
        ...(details.certificate ? certificateFacts(details.certificate, metrics) : []),
      ]
    case 'dns':
      return [
        [t('Question'), `${details.name} ${details.recordType}`],
        [t('Server'), details.server],
        [t('Code'), details.rcode],
        [t('Answers'), details.answers.join(', ') || none()],
        ...(details.ttlSeconds == null ? [] : [[t('Lives'), `${details.ttlSeconds} s`] as const]),
        ...(details.authenticated === true
          ? [['DNSSEC', t('validated by the server')] as const]
          : []),
        ...(details.certificate ? certificateFacts(details.certificate, metrics) : []),
      ]
    case 'traceroute':
      return [[t('Address'), details.address]]
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

/** Of answers, ports and the like. */
const none = (): string => t('none||of several things')

const portWords = ({ address, port }: { address: string; port: number }): string =>
  t('{address}, port {port}', { address, port })

function redirectFacts(redirects: Redirect[], last: string): Fact[] {
  const way = redirects.map(({ url, status }) => `${url} (${status})`)
  return [[t('Redirects'), [...way, last].join(' → ')]]
}

function certificateFacts(certificate: Certificate, { certificateDays }: Metrics): Fact[] {
  const until = <LocalTime at={certificate.notAfter} />
  const left = certificateDays === undefined ? '' : metricValue('certificateDays', certificateDays)
  return [
    [t('Certificate'), `${certificate.verdict}, ${certificate.subject}`],
    [t('Expires'), left === '' ? until : rich('in {left}, {until}', { left, until })],
    ['TLS', `${certificate.protocol}, ${certificate.cipher}`],
  ]
}

function mtuFacts({ address, mtuBytes, limitedBy, blackHole }: MtuDetails): Fact[] {
  return [
    [t('Path MTU'), metricValue('pathMtuBytes', mtuBytes)],
    [t('Limited by'), limitedBy ?? t('nobody said so')],
    ...(blackHole
      ? [
          [
            t('Black hole'),
            <Bad key="hole">{t('larger packets vanish without a word')}</Bad>,
          ] as const,
        ]
      : []),
    [t('Address'), address],
  ]
}

function tlsFacts(details: TlsDetails): Fact[] {
  const { version, cipher, alpn, chain, verdict } = details
  return [
    [t('Certificate'), verdict === 'trusted' ? verdict : <Bad key="verdict">{verdict}</Bad>],
    ['TLS', `${version}, ${cipher}${alpn == null ? '' : `, ${alpn}`}`],
    ...chain.map(({ subject, issuer, notAfter }, i): Fact => [
      i === 0 ? t('Server') : t('Issuer {i}', { i }),
      <>
        {rich('{subject}, until {time}', { subject, time: <LocalTime at={notAfter} /> })}
        <span className="block text-muted">{t('signed by {issuer}', { issuer })}</span>
      </>,
    ]),
    [t('Address'), portWords(details)],
  ]
}

function sshFacts(details: SshDetails): Fact[] {
  const { version, keyExchange, hostKeyType, hostKey, cipher, mac, login } = details
  return [
    ...(version == null ? [] : [[t('Server'), version] as const]),
    ...(hostKey == null ? [] : [[t('Host key'), `${hostKeyType ?? ''} ${hostKey}`] as const]),
    ...(keyExchange == null ? [] : [[t('Key exchange'), keyExchange] as const]),
    ...(cipher == null ? [] : [[t('Cipher'), `${cipher}, MAC ${mac ?? ''}`] as const]),
    ...(login == null ? [] : [[t('Login'), login === 'none' ? t('not tried') : login] as const]),
    [t('Address'), portWords(details)],
  ]
}

function systemFacts({ system, interfaces, routes, resolvers, clock }: SystemDetails): Fact[] {
  return [
    [t('System'), system],
    [t('Clock'), clock],
    ...interfaces.map((one): Fact => [one.name, interfaceWords(one)]),
    [t('Resolvers'), resolvers.join(', ') || none()],
    [
      t('Routes'),
      routes.length === 0
        ? none()
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
      ? [[t('Lost'), lossWords(lostForward, lostBackward, lostUndecided)] as const]
      : []),
    ...(late > 0 ? [[t('Too late'), answers(late)] as const] : []),
    ...(duplicates > 0 ? [[t('Came again'), answers(duplicates)] as const] : []),
    ...(known(reorderedForward) &&
    known(reorderedBackward) &&
    reorderedForward + reorderedBackward > 0
      ? [
          [
            t('Overtaken'),
            t('{there} there, {back} back', { there: reorderedForward, back: reorderedBackward }),
          ] as const,
        ]
      : []),
    [t('One way'), details.oneWay],
    ...(known(turnaroundUs) ? [[t('At the reflector'), duration(turnaroundUs)] as const] : []),
    [t('Reflector'), `${portWords(details)}, ${details.reflector}`],
  ]
}

const answers = (n: number): string => plural(n, '{n} answer', '{n} answers')

function lossWords(there: number, back: number, undecided: number): string {
  return undecided === 0
    ? t('{there} on the way there, {back} back', { there, back })
    : t('{there} on the way there, {back} back, {undecided} cannot be told', {
        there,
        back,
        undecided,
      })
}

function portFacts({ address, open, closed, filtered }: PortsDetails): Fact[] {
  const listed = (ports: string): string => ports.replaceAll(',', ', ') || none()
  return [
    [t('Open||ports'), listed(open)],
    [t('Closed||ports'), listed(closed)],
    [t('No answer'), listed(filtered)],
    [t('Address'), address],
  ]
}

function grpcFacts(details: GrpcDetails, metrics: Metrics): Fact[] {
  const { service, serving, grpcStatus, certificate } = details
  return [
    [t('Service'), service || t('the server as a whole')],
    ...(serving == null ? [] : [[t('Says'), serving] as const]),
    ...(grpcStatus ? [[t('gRPC status'), String(grpcStatus)] as const] : []), // 0: all is well
    [t('Address'), portWords(details)],
    ...(certificate ? certificateFacts(certificate, metrics) : []),
  ]
}

const WAYS: Record<string, Message> = {
  forward: msg('there||of a direction'),
  reverse: msg('back||of a direction'),
  both: msg('there and back'),
}

/** In which direction data went; an unknown one keeps its wire name. */
function wayWords(direction: string): string {
  const known = WAYS[direction]
  return known ? t(known) : direction
}

function throughputFacts(details: ThroughputDetails): Fact[] {
  const { protocol, direction, parallel, tries, latencyBy, intervals } = details
  const controls = [details.congestion, details.backwardCongestion].filter((one) => one != null)
  return [
    [
      t('Data'),
      plural(parallel, '{protocol} {way}, {n} stream', '{protocol} {way}, {n} streams', {
        protocol: protocol.toUpperCase(),
        way: wayWords(direction),
      }),
    ],
    [t('Each second'), intervals.map(secondWords).join(', ')],
    ...(controls.length > 0 ? [[t('Congestion control'), controlWords(controls)] as const] : []),
    [t('Round trips'), latencyBy === 'none' ? t('not measured') : methodWords(latencyBy)],
    ...(tries > 1 ? [[t('Busy'), t('free at the {tries}. try', { tries })] as const] : []),
    [t('iperf3 server'), portWords(details)],
  ]
}

/** One for both directions, or one for each. */
const controlWords = ([there = '', back]: string[]): string =>
  back === undefined ? there : t('{there} there, {back}', { there, back })

function speedtestFacts(details: SpeedtestDetails, metrics: Metrics): Fact[] {
  const { address, port, url, direction, parallel, tries, latencyBy, intervals } = details
  const way = direction === 'both' ? t('back, then there') : wayWords(direction)
  return [
    [
      t('Data'),
      plural(
        parallel,
        'HTTP/1.1 {way}, {n} connection; payload alone',
        'HTTP/1.1 {way}, {n} connections; payload alone',
        { way },
      ),
    ],
    [t('Each second'), intervals.map(secondWords).join(', ')],
    ...(details.congestion == null ? [] : [[t('Congestion control'), details.congestion] as const]),
    [t('Round trips'), latencyBy === 'none' ? t('not measured') : methodWords(latencyBy)],
    ...(tries > 1 ? [[t('Busy'), t('free at the {tries}. try', { tries })] as const] : []),
    ...(details.clientAddress == null
      ? []
      : [[t('Seen from there'), details.clientAddress] as const]),
    [t('Server'), t('{url} at {address}, port {port}', { url, address, port })],
    ...(details.certificate ? certificateFacts(details.certificate, metrics) : []),
  ]
}

function secondWords({ forwardBitsPerSecond, backwardBitsPerSecond }: Interval): string {
  const ways = [forwardBitsPerSecond, backwardBitsPerSecond].filter((one) => one != null)
  return ways.map((one) => bitRate(one)).join(' + ')
}

function captureFacts(details: CaptureDetails): Fact[] {
  const { filter, file, fileBytes, snapBytes, payload, endedBy, interfaceNames } = details
  const most = bytes(snapBytes)
  return [
    [t('Packets'), filter],
    [
      t('Kept||of each packet'),
      payload
        ? t('at most {most} of each packet', { most })
        : t('at most {most} of each packet, headers only', { most }),
    ],
    [t('Ended'), t(endedBy === 'size' ? 'when the file was full' : 'when its time was over')],
    ...(file == null
      ? []
      : ([
          [t('Interfaces'), interfaceNames.join(', ')],
          [t('Size'), `${bytes(fileBytes)}, pcapng`],
        ] as const)),
  ]
}

function interfaceWords(one: NetworkInterface): React.ReactNode {
  const errors = plural(one.errors, '{n} error', '{n} errors')
  const lost = `${errors}, ${plural(one.drops, '{n} drop', '{n} drops')}`
  return (
    <>
      {one.up ? t('up||an interface') : <Bad>{t('down||an interface')}</Bad>}, MTU {one.mtuBytes}
      {one.addresses.length > 0 && `, ${one.addresses.join(', ')}`}
      <span className="block text-muted">
        {rich('{received} in, {sent} out, {lost}', {
          received: bytes(one.receivedBytes),
          sent: bytes(one.sentBytes),
          lost: one.errors + one.drops > 0 ? <span className="text-breaching">{lost}</span> : lost,
        })}
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
