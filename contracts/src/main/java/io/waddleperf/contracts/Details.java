package io.waddleperf.contracts;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a test saw besides numbers.
@Json(typeProperty = "type")
@Json.SubType(type = Details.PingDetails.class, name = "ping")
@Json.SubType(type = Details.TcpDetails.class, name = "tcp")
@Json.SubType(type = Details.HttpDetails.class, name = "http")
@Json.SubType(type = Details.DnsDetails.class, name = "dns")
@Json.SubType(type = Details.TracerouteDetails.class, name = "traceroute")
@Json.SubType(type = Details.MtuDetails.class, name = "mtu")
@Json.SubType(type = Details.TlsDetails.class, name = "tls")
@Json.SubType(type = Details.SystemDetails.class, name = "system")
@Json.SubType(type = Details.SshDetails.class, name = "ssh")
@Json.SubType(type = Details.UdpDetails.class, name = "udp")
@Json.SubType(type = Details.PortsDetails.class, name = "ports")
@Json.SubType(type = Details.GrpcDetails.class, name = "grpc")
@Json.SubType(type = Details.ThroughputDetails.class, name = "throughput")
@Json.SubType(type = Details.CaptureDetails.class, name = "capture")
@Json.SubType(type = Details.SpeedtestDetails.class, name = "speedtest")
@Json.SubType(type = Details.Unknown.class, name = "unknown")
public sealed interface Details {
    /// @param address       the address that was tested
    /// @param ttl           hops left in the answers, null where the method does not show it
    /// @param lostSequences from 0, in the order of sending
    record PingDetails(String address, @Nullable Integer ttl, List<Integer> lostSequences) implements Details {
        public PingDetails {
            lostSequences = List.copyOf(lostSequences);
        }
    }

    /// @param address the address that was tested
    record TcpDetails(String address, int port) implements Details {}

    /// @param url         of the last response
    /// @param version     that was spoken, such as `HTTP/1.1` or `HTTP/2`; empty where none was
    /// @param certificate null over plain HTTP
    /// @param redirects   that were followed, in order; null: none
    record HttpDetails(
            String address,
            String url,
            int status,
            String version,
            @Nullable Certificate certificate,
            @Nullable List<Redirect> redirects)
            implements Details {
        public HttpDetails {
            redirects = redirects == null ? null : List.copyOf(redirects);
        }

        /// Without redirects.
        public HttpDetails(String address, String url, int status, String version, @Nullable Certificate certificate) {
            this(address, url, status, version, certificate, null);
        }
    }

    /// A response that led elsewhere.
    ///
    /// @param url     what was asked for
    /// @param address where it was asked
    record Redirect(String url, String address, int status, String version) {}

    /// @param rcode         such as `NOERROR`; empty where no answer came
    /// @param answers       the record data, at most 20
    /// @param ttlSeconds    the least of the answer's records; null where it has none
    /// @param authenticated whether the server says that it validated the answer (DNSSEC, the AD bit
    ///                      of RFC 4035); null where no answer came
    /// @param certificate   null without TLS
    record DnsDetails(
            String server,
            String name,
            String recordType,
            String rcode,
            List<String> answers,
            @Nullable Long ttlSeconds,
            @Nullable Boolean authenticated,
            @Nullable Certificate certificate)
            implements Details {
        public DnsDetails {
            answers = List.copyOf(answers);
        }
    }

    /// @param protocol `icmp`, `udp` or `tcp`
    /// @param reached  whether the target itself answered
    /// @param hops     from TTL 1 on, up to the target or the last that answered
    record TracerouteDetails(String address, String protocol, boolean reached, List<Hop> hops) implements Details {
        public TracerouteDetails {
            hops = List.copyOf(hops);
        }
    }

    /// @param address   the address that was tested
    /// @param mtuBytes  the largest that got through, the IP header counted in
    /// @param limitedBy who said that more is too big; null where nobody did
    /// @param blackHole larger packets vanished without a word
    record MtuDetails(
            String address, int mtuBytes, @Nullable String limitedBy, boolean blackHole) implements Details {}

    /// @param version such as `TLSv1.3`
    /// @param alpn    the protocol agreed on; null where none
    /// @param chain   as the server sent it, its own certificate first
    /// @param verdict `trusted`, or why not
    record TlsDetails(
            String address,
            int port,
            String version,
            String cipher,
            @Nullable String alpn,
            List<Certificate> chain,
            String verdict)
            implements Details {
        public TlsDetails {
            chain = List.copyOf(chain);
        }
    }

    /// @param system    operating system and kernel
    /// @param routes    as `destination via gateway dev interface`, at most 50
    /// @param resolvers addresses
    /// @param clock     whether and by what it is synchronised, as far as the system tells
    record SystemDetails(
            String system, List<Interface> interfaces, List<String> routes, List<String> resolvers, String clock)
            implements Details {
        public SystemDetails {
            interfaces = List.copyOf(interfaces);
            routes = List.copyOf(routes);
            resolvers = List.copyOf(resolvers);
        }
    }

    /// What is null was not reached.
    ///
    /// @param version     what the server calls itself, such as `SSH-2.0-OpenSSH_9.2p1`
    /// @param keyExchange such as `curve25519-sha256`
    /// @param hostKeyType such as `ssh-ed25519`
    /// @param hostKey     fingerprint of the server's key, `SHA256:…`
    /// @param cipher      to the server; where the other way differs, both with a `/` between
    /// @param mac         likewise; `implicit` where the cipher authenticates by itself
    /// @param login       `publickey` or `password` where it let us in, `none` where no login was asked
    ///                    for
    record SshDetails(
            String address,
            int port,
            @Nullable String version,
            @Nullable String keyExchange,
            @Nullable String hostKeyType,
            @Nullable String hostKey,
            @Nullable String cipher,
            @Nullable String mac,
            @Nullable String login)
            implements Details {}

    /// What is null was not told: by a reflector that keeps no count of its own, or by none at all.
    ///
    /// @param reflector         `stateful`, `stateless`, or `unknown` where nothing came back
    /// @param lostForward       packets that did not reach the reflector
    /// @param lostBackward      answers of it that did not reach us
    /// @param lostUndecided     packets after the last answer: nothing tells where they were lost
    /// @param late              answers that came after the timeout; they count as lost, in no direction
    /// @param duplicates        answers that came again
    /// @param reorderedForward  packets that reached the reflector after a later one
    /// @param reorderedBackward answers that overtook each other on the way back
    /// @param turnaroundUs      the mean time from a packet's arrival at the reflector to its answer; it
    ///                          is no part of the round trip
    /// @param clockErrorUs      the bound of the error of both clocks together
    /// @param oneWay            what the one-way delays are worth, or why there are none
    record UdpDetails(
            String address,
            int port,
            String reflector,
            @Nullable Integer lostForward,
            @Nullable Integer lostBackward,
            @Nullable Integer lostUndecided,
            int late,
            int duplicates,
            @Nullable Integer reorderedForward,
            @Nullable Integer reorderedBackward,
            @Nullable Double turnaroundUs,
            @Nullable Long clockErrorUs,
            String oneWay)
            implements Details {}

    /// Ports as numbers and ranges, such as `22,8000-8002`; empty for none.
    ///
    /// @param open     took a connection
    /// @param closed   refused it
    /// @param filtered gave no answer, or something on the way forbade it
    record PortsDetails(String address, String open, String closed, String filtered) implements Details {}

    /// @param service     that was asked for; empty: the server as a whole
    /// @param serving     what the server says of it: `SERVING`, `NOT_SERVING`, `SERVICE_UNKNOWN` or
    ///                    `UNKNOWN`; null where it does not say
    /// @param grpcStatus  the code that the call ended with, 0 for OK; null where it did not end
    /// @param certificate null without TLS
    record GrpcDetails(
            String address,
            int port,
            String service,
            @Nullable String serving,
            @Nullable Integer grpcStatus,
            @Nullable Certificate certificate)
            implements Details {}

    /// What one throughput test saw. What is null was not told or is not there in its protocol.
    ///
    /// @param congestion         how TCP controls congestion where we send, such as `cubic` or `bbr`
    /// @param backwardCongestion likewise where the server sends
    /// @param tries              how often the server was asked until it was free
    /// @param latencyBy          how the round trips were measured: by pings beside the data (their
    ///                           method, such as `icmp-raw`), or from TCP's own figure (`tcp-info`)
    /// @param intervals          of a second each, the last one may be shorter
    record ThroughputDetails(
            String address,
            int port,
            String protocol,
            String direction,
            int parallel,
            @Nullable String congestion,
            @Nullable String backwardCongestion,
            int tries,
            String latencyBy,
            List<Interval> intervals)
            implements Details {
        public ThroughputDetails {
            intervals = List.copyOf(intervals);
        }
    }

    /// What one speed test saw.
    ///
    /// @param url           of the server's directory
    /// @param clientAddress from which the server sees us; null where it was not asked or did not say
    /// @param congestion    how TCP controls congestion where we send; null where nothing tells
    /// @param tries         how often the server was asked until it was free
    /// @param latencyBy     how the round trips before and beside the data were measured, such as
    ///                      `icmp-raw`, or `http-get` over a connection of their own
    /// @param certificate   null without TLS
    /// @param intervals     of a second each, those of the grace time, too; of both directions, first back
    record SpeedtestDetails(
            String address,
            int port,
            String url,
            String direction,
            int parallel,
            @Nullable String clientAddress,
            @Nullable String congestion,
            int tries,
            String latencyBy,
            @Nullable Certificate certificate,
            List<Interval> intervals)
            implements Details {
        public SpeedtestDetails {
            intervals = List.copyOf(intervals);
        }
    }

    /// What a part of a throughput or speed test carried, counted at our end.
    ///
    /// @param fromUs                from the first data
    /// @param forwardBitsPerSecond  given to the network
    /// @param backwardBitsPerSecond received
    /// @param retransmits           of our TCP streams together
    /// @param rttUs                 TCP's smoothed round trip, the mean of the streams
    /// @param windowBytes           TCP's congestion window, of the streams together
    record Interval(
            long fromUs,
            long untilUs,
            @Nullable Double forwardBitsPerSecond,
            @Nullable Double backwardBitsPerSecond,
            @Nullable Long retransmits,
            @Nullable Double rttUs,
            @Nullable Long windowBytes) {}

    /// What a capture holds.
    ///
    /// @param filter         which packets were wanted, in tcpdump's words: `host 192.0.2.7 and port 443`
    /// @param file           the name of the result's artifact; null where no packet came
    /// @param fileBytes      of the pcapng file; 0 where there is none
    /// @param packets        in the file
    /// @param bytes          of these packets on the wire, from their IP headers on
    /// @param dropped        packets that the kernel threw away because we were slow
    /// @param snapBytes      of a packet that were kept at most
    /// @param payload        whether more than headers was kept
    /// @param endedBy        `time`, or `size` where the file was full
    /// @param interfaceNames that the packets passed, such as `eth0`
    record CaptureDetails(
            String address,
            String filter,
            @Nullable String file,
            long fileBytes,
            long packets,
            long bytes,
            long dropped,
            int snapBytes,
            boolean payload,
            String endedBy,
            List<String> interfaceNames)
            implements Details {
        public CaptureDetails {
            interfaceNames = List.copyOf(interfaceNames);
        }
    }

    /// One hop of a way.
    ///
    /// @param addresses that answered for this TTL, most answers first; empty: nobody
    /// @param minUs     null where nobody answered, as are the others
    /// @param note      what the answer said besides "time exceeded", such as `!N`, `!H`, `!X`; empty
    /// @param names     of the addresses by their PTR records, in the same order, each empty where it
    ///                  has none; null where none has one, or nobody was asked
    record Hop(
            int ttl,
            List<String> addresses,
            int sent,
            int received,
            @Nullable Double minUs,
            @Nullable Double meanUs,
            @Nullable Double maxUs,
            String note,
            @Nullable List<String> names) {
        public Hop {
            addresses = List.copyOf(addresses);
            names = names == null ? null : List.copyOf(names);
        }

        /// Without names.
        public Hop(
                int ttl,
                List<String> addresses,
                int sent,
                int received,
                @Nullable Double minUs,
                @Nullable Double meanUs,
                @Nullable Double maxUs,
                String note) {
            this(ttl, addresses, sent, received, minUs, meanUs, maxUs, note, null);
        }

        public Hop named(List<String> names) {
            return new Hop(ttl, addresses, sent, received, minUs, meanUs, maxUs, note, names);
        }

        /// What an address is called; empty where nobody said.
        public String nameOf(String address) {
            int at = addresses.indexOf(address);
            return names == null || at < 0 || at >= names.size() ? "" : names.get(at);
        }
    }

    /// One network interface and what its counters gained while they were watched.
    record Interface(
            String name,
            boolean up,
            int mtuBytes,
            List<String> addresses,
            long receivedBytes,
            long sentBytes,
            long errors,
            long drops) {
        public Interface {
            addresses = List.copyOf(addresses);
        }
    }

    /// Details of a newer version.
    record Unknown() implements Details {}

    /// A server's certificate.
    ///
    /// @param verdict `trusted`, or why not
    record Certificate(
            String subject,
            String issuer,
            Instant notBefore,
            Instant notAfter,
            String protocol,
            String cipher,
            String verdict) {}
}
