/** What a test saw besides numbers, as `contracts` writes it. What is null may also be absent. */

export interface Certificate {
  subject: string
  issuer: string
  notBefore: string
  notAfter: string
  protocol: string
  cipher: string
  verdict: string
}

export type Details =
  | { type: 'ping'; address: string; ttl?: number | null; lostSequences: number[] }
  | { type: 'tcp'; address: string; port: number }
  | {
      type: 'http'
      address: string
      url: string
      status: number
      /** That was spoken; empty where none was. */
      version: string
      certificate?: Certificate | null
      /** That were followed, in order. */
      redirects?: Redirect[] | null
    }
  | {
      type: 'dns'
      server: string
      name: string
      recordType: string
      rcode: string
      answers: string[]
      /** The least of the answer's records. */
      ttlSeconds?: number | null
      /** Whether the server says that it validated the answer (DNSSEC). */
      authenticated?: boolean | null
      certificate?: Certificate | null
    }
  | TracerouteDetails
  | MtuDetails
  | TlsDetails
  | SystemDetails
  | SshDetails
  | UdpDetails
  | PortsDetails
  | GrpcDetails
  | ThroughputDetails
  | CaptureDetails
  | SpeedtestDetails
  | { type: 'unknown' }

/** A response that led elsewhere. */
export interface Redirect {
  url: string
  address: string
  status: number
  version: string
}

export interface TracerouteDetails {
  type: 'traceroute'
  address: string
  protocol: string
  /** Whether the target itself answered. */
  reached: boolean
  /** From TTL 1 on. */
  hops: Hop[]
}

/** One hop of a way; the times are null where nobody answered. */
export interface Hop {
  ttl: number
  /** That answered, most answers first. */
  addresses: string[]
  sent: number
  received: number
  minUs?: number | null
  meanUs?: number | null
  maxUs?: number | null
  /** What the answer said besides "time exceeded", such as `!N`. */
  note: string
  /** Of the addresses, in their order; empty where one has none. */
  names?: string[] | null
}

export interface MtuDetails {
  type: 'mtu'
  address: string
  /** The largest packet that got through, the IP header counted in. */
  mtuBytes: number
  limitedBy?: string | null
  /** Larger packets vanished without a word. */
  blackHole: boolean
}

export interface TlsDetails {
  type: 'tls'
  address: string
  port: number
  version: string
  cipher: string
  alpn?: string | null
  /** As the server sent it, its own certificate first. */
  chain: Certificate[]
  verdict: string
}

/** What is null was not reached. */
export interface SshDetails {
  type: 'ssh'
  address: string
  port: number
  /** What the server calls itself. */
  version?: string | null
  keyExchange?: string | null
  hostKeyType?: string | null
  /** A fingerprint, `SHA256:…`. */
  hostKey?: string | null
  cipher?: string | null
  mac?: string | null
  /** `publickey`, `password` or `none`. */
  login?: string | null
}

export interface SystemDetails {
  type: 'system'
  system: string
  interfaces: NetworkInterface[]
  routes: string[]
  resolvers: string[]
  clock: string
}

/** One network interface and what its counters gained while they were watched. */
export interface NetworkInterface {
  name: string
  up: boolean
  mtuBytes: number
  addresses: string[]
  receivedBytes: number
  sentBytes: number
  errors: number
  drops: number
}

/** Null is what was not told: by a reflector without a count of its own, or by none at all. */
export interface UdpDetails {
  type: 'udp'
  address: string
  port: number
  /** `stateful`, `stateless` or `unknown`. */
  reflector: string
  lostForward?: number | null
  lostBackward?: number | null
  /** After the last answer: nothing tells where. */
  lostUndecided?: number | null
  late: number
  duplicates: number
  reorderedForward?: number | null
  reorderedBackward?: number | null
  /** How long a packet stayed at the reflector; no part of the round trip. */
  turnaroundUs?: number | null
  clockErrorUs?: number | null
  /** What the one-way delays are worth, or why there are none. */
  oneWay: string
}

/** Ports as numbers and ranges, such as `22,8000-8002`. */
export interface PortsDetails {
  type: 'ports'
  address: string
  open: string
  closed: string
  /** That gave no answer. */
  filtered: string
}

export interface GrpcDetails {
  type: 'grpc'
  address: string
  port: number
  /** Empty: the server as a whole. */
  service: string
  /** What the server says of it, such as `SERVING`. */
  serving?: string | null
  grpcStatus?: number | null
  certificate?: Certificate | null
}

export interface ThroughputDetails {
  type: 'throughput'
  address: string
  port: number
  protocol: string
  /** `forward`, `reverse` or `both`. */
  direction: string
  parallel: number
  /** How TCP controls congestion where the probe sends. */
  congestion?: string | null
  /** Likewise where the target sends. */
  backwardCongestion?: string | null
  /** How often the server was asked until it was free. */
  tries: number
  /** How the round trips were measured, such as `icmp-raw`. */
  latencyBy: string
  intervals: Interval[]
}

/** What a capture of packets holds. */
export interface CaptureDetails {
  type: 'capture'
  address: string
  /** Which packets were wanted, in tcpdump's words. */
  filter: string
  /** The name of the result's artifact; none where no packet came. */
  file?: string | null
  fileBytes: number
  packets: number
  /** Of these packets on the wire. */
  bytes: number
  /** Packets that the probe was too slow for. */
  dropped: number
  /** Kept of a packet at most. */
  snapBytes: number
  /** Whether more than headers was kept. */
  payload: boolean
  /** `time` or `size`. */
  endedBy: string
  interfaceNames: string[]
}

export interface SpeedtestDetails {
  type: 'speedtest'
  address: string
  port: number
  /** Of the server's directory. */
  url: string
  /** `forward`, `reverse` or `both`, one after the other. */
  direction: string
  parallel: number
  /** From which the server sees the probe. */
  clientAddress?: string | null
  /** How TCP controls congestion where the probe sends. */
  congestion?: string | null
  /** How often the server was asked until it was free. */
  tries: number
  /** How the round trips were measured, such as `icmp-raw` or `http-get`. */
  latencyBy: string
  certificate?: Certificate | null
  intervals: Interval[]
}

/** A part of a throughput or speed test, a second as a rule, counted at the probe. */
export interface Interval {
  fromUs: number
  untilUs: number
  forwardBitsPerSecond?: number | null
  backwardBitsPerSecond?: number | null
  retransmits?: number | null
  rttUs?: number | null
  windowBytes?: number | null
}
