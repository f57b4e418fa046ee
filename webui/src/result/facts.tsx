import type { Details, GrpcDetails, MtuDetails, Redirect, TlsDetails } from '../api/details'
import { metricValue } from '../format/words'
import { rich } from '../language/rich'
import { t } from '../language/text'
import { LocalTime } from '../ui/parts'
import { Bad, type Fact, type Metrics, certificateFacts, none, portWords } from './factParts'
import { speedtestFacts, throughputFacts, udpFacts } from './flowFacts'
import { captureFacts, portFacts, sshFacts, systemFacts } from './machineFacts'

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

function redirectFacts(redirects: Redirect[], last: string): Fact[] {
  const way = redirects.map(({ url, status }) => `${url} (${status})`)
  return [[t('Redirects'), [...way, last].join(' → ')]]
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
