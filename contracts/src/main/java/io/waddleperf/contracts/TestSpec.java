package io.waddleperf.contracts;

import io.avaje.jsonb.Json;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What to test: one record a test, whose existence says that its parameters are allowed.
@Json(typeProperty = "type")
@Json.SubType(type = TestSpec.Ping.class, name = "ping")
@Json.SubType(type = TestSpec.Tcp.class, name = "tcp")
@Json.SubType(type = TestSpec.Http.class, name = "http")
@Json.SubType(type = TestSpec.Dns.class, name = "dns")
@Json.SubType(type = TestSpec.Traceroute.class, name = "traceroute")
@Json.SubType(type = TestSpec.Mtu.class, name = "mtu")
@Json.SubType(type = TestSpec.Tls.class, name = "tls")
@Json.SubType(type = TestSpec.SystemState.class, name = "system")
@Json.SubType(type = TestSpec.Ssh.class, name = "ssh")
@Json.SubType(type = TestSpec.Udp.class, name = "udp")
@Json.SubType(type = TestSpec.Ports.class, name = "ports")
@Json.SubType(type = TestSpec.Grpc.class, name = "grpc")
@Json.SubType(type = TestSpec.Throughput.class, name = "throughput")
@Json.SubType(type = TestSpec.Unknown.class, name = "unknown")
public sealed interface TestSpec {
    Test test();

    /// How long the whole test may take, in microseconds.
    long limitUs();

    /// ICMP echo (RFC 792, RFC 4443).
    ///
    /// @param payloadBytes bytes after the ICMP header
    /// @param intervalUs   from one packet to the next
    /// @param timeoutUs    how long an answer is waited for
    record Ping(int count, int payloadBytes, long intervalUs, long timeoutUs) implements TestSpec {
        /// The deadline of the deepest tier.
        private static final long LONGEST_US = 300_000_000;

        public static final Ping DEFAULT = new Ping(10, 56, 20_000, 1_000_000);

        public Ping {
            Require.range("count", count, 1, 1_000);
            Require.range("payloadBytes", payloadBytes, 16, 8_972);
            Require.range("intervalUs", intervalUs, 1_000, 10_000_000);
            Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
            Require.range("count × intervalUs", count * intervalUs, 0, LONGEST_US);
        }

        @Override
        public Test test() {
            return Test.PING;
        }

        @Override
        public long limitUs() {
            return (count - 1) * intervalUs + timeoutUs;
        }
    }

    /// A TCP connection set up and reset.
    ///
    /// @param port the target's own where null
    record Tcp(@Nullable Integer port, long timeoutUs) implements TestSpec {
        public static final Tcp DEFAULT = new Tcp(null, 5_000_000);

        public Tcp {
            if (port != null) {
                Require.range("port", port, 1, 65_535);
            }
            Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
        }

        @Override
        public Test test() {
            return Test.TCP;
        }

        @Override
        public long limitUs() {
            return timeoutUs;
        }
    }

    /// An HTTP GET (RFC 9110) over a fresh connection: HTTP/1.1 (RFC 9112), 2 (RFC 9113) or 3
    /// (RFC 9114).
    ///
    /// @param path           instead of the target's own where not null
    /// @param expectStatus   the status that counts as success; null: what `expectResponse`
    ///                       says, else 200 to 399
    /// @param maxBodyBytes   reading stops there
    /// @param version        `1.1`, `2` or `3`, which the response must then be of; null: what the
    ///                       server chooses of 1.1 and 2, without TLS 1.1
    /// @param redirects      how many are followed, beyond which the test fails; null or 0: none, the
    ///                       redirect is itself the response
    /// @param expectResponse what the response must be; null: no matter besides the status
    record Http(
            @Nullable String path,
            @Nullable Integer expectStatus,
            int maxBodyBytes,
            long timeoutUs,
            @Nullable String version,
            @Nullable Integer redirects,
            @Nullable HttpExpectation expectResponse)
            implements TestSpec {
        private static final Set<String> VERSIONS = Set.of("1.1", "2", "3");
        public static final Http DEFAULT = new Http(null, null, 1_048_576, 10_000_000);

        public Http {
            if (path != null) {
                Require.that(
                        path.startsWith("/") && path.chars().allMatch(c -> c > 32 && c < 127),
                        "path",
                        path,
                        "must start with '/' and hold no blanks");
            }
            if (expectStatus != null) {
                Require.range("expectStatus", expectStatus, 100, 599);
            }
            Require.range("maxBodyBytes", maxBodyBytes, 0, HttpExpectation.MOST_BODY_BYTES);
            Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
            Require.that(version == null || VERSIONS.contains(version), "version", version, "must be 1.1, 2 or 3");
            if (redirects != null) {
                Require.range("redirects", redirects, 0, 20);
            }
            if (expectResponse != null) {
                requireFit(expectStatus, maxBodyBytes, expectResponse);
            }
        }

        /// Whatever the server chooses, and no redirect followed.
        public Http(@Nullable String path, @Nullable Integer expectStatus, int maxBodyBytes, long timeoutUs) {
            this(path, expectStatus, maxBodyBytes, timeoutUs, null, null, null);
        }

        private static void requireFit(@Nullable Integer expectStatus, int maxBodyBytes, HttpExpectation expect) {
            Require.that(
                    expectStatus == null
                            || expect.status() == null
                            || expect.status().isEmpty(),
                    "expectStatus",
                    expectStatus,
                    "must not be given together with the statuses that the response may have");
            Long least = expect.minBodyBytes();
            Require.that(
                    least == null || least <= maxBodyBytes,
                    "minBodyBytes",
                    least,
                    "must be at most maxBodyBytes, where reading stops");
            Long most = expect.maxBodyBytes();
            Require.that(
                    most == null || most < maxBodyBytes,
                    "the response's maxBodyBytes",
                    most,
                    "must be below the test's maxBodyBytes, where reading stops");
        }

        public int redirectsOrNone() {
            return redirects == null ? 0 : redirects;
        }

        @Override
        public Test test() {
            return Test.HTTP;
        }

        @Override
        public long limitUs() {
            return timeoutUs;
        }
    }

    /// A DNS query: over UDP (RFC 1035), and over TCP where the answer was truncated; over TCP
    /// (RFC 7766), TLS (RFC 7858) or HTTPS (RFC 8484) where told.
    ///
    /// @param name       the name asked for; null: the target's own name. With a name, a target
    ///                   that is an address is itself the server that is asked
    /// @param recordType such as A, AAAA, MX
    /// @param server     `host` or `host:port` of the server to ask, over HTTPS also its URL, whose
    ///                   path is `/dns-query` where there is none; null: the probe's resolver
    /// @param protocol   `udp`, `tcp`, `tls`, `https` (a GET) or `https-post`; null: `udp`
    /// @param serverName sent as SNI and looked for in the certificate; null: the server's host
    /// @param expect     what the answer must be; null: any answer whose code is NOERROR
    record Dns(
            @Nullable String name,
            String recordType,
            @Nullable String server,
            long timeoutUs,
            @Nullable String protocol,
            @Nullable String serverName,
            @Nullable DnsExpectation expect)
            implements TestSpec {
        private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9]{0,9}");
        private static final Set<String> PROTOCOLS = Set.of("udp", "tcp", "tls", "https", "https-post");
        public static final Dns DEFAULT = new Dns(null, "A", null, 3_000_000);

        public Dns {
            if (name != null) {
                Require.name("name", name);
            }
            recordType = recordType.toUpperCase(Locale.ROOT);
            Require.that(
                    TYPE.matcher(recordType).matches(),
                    "recordType",
                    recordType,
                    "must be a type such as A, AAAA or MX");
            if (server != null) {
                Require.name("server", server);
            }
            Require.that(
                    protocol == null || PROTOCOLS.contains(protocol),
                    "protocol",
                    protocol,
                    "must be udp, tcp, tls, https or https-post");
            if (serverName != null) {
                Require.name("serverName", serverName);
            }
            Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
        }

        /// Over UDP, with any answer.
        public Dns(@Nullable String name, String recordType, @Nullable String server, long timeoutUs) {
            this(name, recordType, server, timeoutUs, null, null, null);
        }

        @Override
        public Test test() {
            return Test.DNS;
        }

        @Override
        public long limitUs() {
            return timeoutUs;
        }
    }

    /// The way to the target, hop by hop: packets whose TTL grows from 1, as traceroute and mtr do.
    ///
    /// All packets of a run belong to one flow (Paris traceroute, Augustin et al., IMC 2006), so
    /// that equal-cost ways are not mixed.
    ///
    /// @param protocol   `icmp`, `udp` or `tcp`
    /// @param cycles     packets to each hop: 3 make a traceroute, 100 a loss report as mtr's
    /// @param maxHops    the highest TTL
    /// @param port       of UDP and TCP; null: 33434 for UDP, the target's own or 80 for TCP
    /// @param intervalUs from one cycle to the next
    /// @param timeoutUs  how long an answer is waited for
    record Traceroute(
            String protocol,
            int cycles,
            int maxHops,
            @Nullable Integer port,
            long intervalUs,
            long timeoutUs) implements TestSpec {
        public static final Traceroute DEFAULT = new Traceroute("icmp", 3, 30, null, 200_000, 1_000_000);

        public Traceroute {
            Require.that(
                    protocol.equals("icmp") || protocol.equals("udp") || protocol.equals("tcp"),
                    "protocol",
                    protocol,
                    "must be icmp, udp or tcp");
            Require.range("cycles", cycles, 1, 100);
            Require.range("maxHops", maxHops, 1, 64);
            if (port != null) {
                Require.range("port", port, 1, 65_535);
            }
            Require.range("intervalUs", intervalUs, 50_000, 10_000_000);
            Require.range("timeoutUs", timeoutUs, 50_000, 10_000_000);
        }

        @Override
        public Test test() {
            return Test.TRACEROUTE;
        }

        /// The packets of a cycle are 10 ms apart.
        @Override
        public long limitUs() {
            return (cycles - 1) * Math.max(intervalUs, maxHops * 10_000L) + maxHops * 10_000L + timeoutUs + 500_000;
        }
    }

    /// The largest packet that gets through to the target unfragmented (RFC 1191, RFC 8201; probed
    /// in the manner of RFC 8899, so that a filter that eats ICMP errors does not mislead).
    ///
    /// @param largestBytes where the search begins, the IP header counted in
    /// @param timeoutUs    how long an answer to one packet is waited for
    record Mtu(int largestBytes, long timeoutUs) implements TestSpec {
        public static final Mtu DEFAULT = new Mtu(9_000, 1_000_000);
        private static final int MOST_PROBES = 40;

        public Mtu {
            Require.range("largestBytes", largestBytes, 576, 65_535);
            Require.range("timeoutUs", timeoutUs, 10_000, 5_000_000);
        }

        @Override
        public Test test() {
            return Test.MTU;
        }

        @Override
        public long limitUs() {
            return Math.min(MOST_PROBES * timeoutUs, 60_000_000);
        }
    }

    /// A TLS handshake and the certificates that it shows (RFC 8446, RFC 5280). Bad ones are looked
    /// at, never trusted: the verdict says what is wrong.
    ///
    /// @param port       the target's own where null
    /// @param serverName sent as SNI and checked; null: the target's host
    record Tls(@Nullable Integer port, @Nullable String serverName, long timeoutUs) implements TestSpec {
        public static final Tls DEFAULT = new Tls(null, null, 10_000_000);

        public Tls {
            if (port != null) {
                Require.range("port", port, 1, 65_535);
            }
            if (serverName != null) {
                Require.name("serverName", serverName);
            }
            Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
        }

        @Override
        public Test test() {
            return Test.TLS;
        }

        @Override
        public long limitUs() {
            return timeoutUs;
        }
    }

    /// How the probe's own machine is: CPU, memory, interfaces, routes, resolvers, clock. The target
    /// only says for which path it was asked.
    ///
    /// @param timeoutUs how long CPU and counters are watched
    record SystemState(long timeoutUs) implements TestSpec {
        public static final SystemState DEFAULT = new SystemState(1_000_000);

        public SystemState {
            Require.range("timeoutUs", timeoutUs, 100_000, 10_000_000);
        }

        @Override
        public Test test() {
            return Test.SYSTEM;
        }

        @Override
        public long limitUs() {
            return timeoutUs + 2_000_000;
        }
    }

    /// An SSH connection (RFC 4253) up to the key exchange, which tries no login. With a user and a
    /// secret it goes on: authentication (RFC 4252) and single characters through a remote `cat`
    /// (RFC 4254), each timed.
    ///
    /// @param port    null: the target's own, 22 where that has none or is a URL
    /// @param user    who logs in; null together with the secret
    /// @param secret  the name of a file that the probe keeps, with a private key or a password; the
    ///                secret itself never travels
    /// @param hostKey the fingerprint that the server's key must have, `SHA256:` and 43 characters as
    ///                `ssh-keygen -l` prints it; a password is sent to no other server
    /// @param count   characters sent one after another, each when the one before came back; 0: none
    record Ssh(
            @Nullable Integer port,
            @Nullable String user,
            @Nullable String secret,
            @Nullable String hostKey,
            int count,
            long timeoutUs)
            implements TestSpec {
        private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._@\\\\-]{0,63}");
        private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");
        private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
        public static final Ssh DEFAULT = new Ssh(null, null, null, null, 20, 10_000_000);

        public Ssh {
            if (port != null) {
                Require.range("port", port, 1, 65_535);
            }
            Require.that(
                    (user == null) == (secret == null),
                    "user and secret",
                    (user == null ? "only secret" : "only user"),
                    "must be given together");
            Require.that(user == null || USER.matcher(user).matches(), "user", user, "must be a login name");
            Require.that(
                    secret == null || SECRET.matcher(secret).matches(),
                    "secret",
                    secret,
                    "must be 1 to 64 letters, digits, '.', '_' or '-': the name of a file of the probe");
            Require.that(
                    hostKey == null || FINGERPRINT.matcher(hostKey).matches(),
                    "hostKey",
                    hostKey,
                    "must be a fingerprint such as SHA256:… with 43 characters, without '='");
            Require.range("count", count, 0, 1_000);
            Require.range("timeoutUs", timeoutUs, 1_000, 60_000_000);
        }

        @Override
        public Test test() {
            return Test.SSH;
        }

        @Override
        public long limitUs() {
            return timeoutUs;
        }
    }

    /// Packets to a STAMP reflector (RFC 8762, unauthenticated; also one of TWAMP-Light), which tells
    /// what happens on the way there and what on the way back.
    ///
    /// @param port         of the reflector; null: 862, whatever port the target names for TCP
    /// @param payloadBytes the STAMP packet with its padding
    /// @param intervalUs   from one packet to the next
    /// @param timeoutUs    how long an answer is waited for
    record Udp(@Nullable Integer port, int count, int payloadBytes, long intervalUs, long timeoutUs)
            implements TestSpec {
        /// The deadline of the deepest tier.
        private static final long LONGEST_US = 300_000_000;

        /// What IANA gave to STAMP and TWAMP-Test.
        public static final int STAMP_PORT = 862;

        public static final Udp DEFAULT = new Udp(null, 50, 44, 20_000, 1_000_000);

        public Udp {
            if (port != null) {
                Require.range("port", port, 1, 65_535);
            }
            Require.range("count", count, 1, 10_000);
            Require.range("payloadBytes", payloadBytes, 44, 8_972);
            Require.range("intervalUs", intervalUs, 1_000, 10_000_000);
            Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
            Require.range("count × intervalUs", count * intervalUs, 0, LONGEST_US);
        }

        public int portOrDefault() {
            return port == null ? STAMP_PORT : port;
        }

        @Override
        public Test test() {
            return Test.UDP;
        }

        @Override
        public long limitUs() {
            return (count - 1) * intervalUs + timeoutUs;
        }
    }

    /// Which TCP ports take connections; only of targets that are owned.
    ///
    /// @param ports     numbers and ranges, such as `22,80,8000-8100`; with those of `open` and
    ///                  `closed` at most [PortList#MOST]
    /// @param open      ports that must take connections, else the test fails; null: none
    /// @param closed    ports that must not; null: none
    /// @param parallel  connections asked for at once
    /// @param timeoutUs how long an answer of one port is waited for
    record Ports(
            String ports, @Nullable String open, @Nullable String closed, int parallel, long timeoutUs)
            implements TestSpec {
        private static final long LONGEST_US = 300_000_000;
        private static final long STARTS_WITHIN_US = 1_000_000;

        public static final Ports DEFAULT = new Ports(
                "21-23,25,53,80,110,111,135,139,143,389,443,445,587,993,1433,3306,3389,5432,5900,6379,8080,8443",
                null,
                null,
                16,
                1_000_000);

        public Ports {
            Require.range("parallel", parallel, 1, 128);
            Require.range("timeoutUs", timeoutUs, 10_000, 10_000_000);
            int count = all(ports, open, closed).count();
            Require.that(
                    longestUs(count, parallel, timeoutUs) <= LONGEST_US,
                    "ports",
                    count + " ports, " + parallel + " at once, each within " + timeoutUs + " µs",
                    "must be done within 300 s");
            var both = PortList.orNone("open", open).in(PortList.orNone("closed", closed));
            Require.that(both.isEmpty(), "open and closed", both.text(), "must not name the same port");
        }

        /// What must be open.
        public PortList mustBeOpen() {
            return PortList.orNone("open", open);
        }

        /// What must not be open.
        public PortList mustBeClosed() {
            return PortList.orNone("closed", closed);
        }

        /// What is asked: all ports that the check names anywhere.
        public PortList asked() {
            return all(ports, open, closed);
        }

        @Override
        public Test test() {
            return Test.PORTS;
        }

        @Override
        public long limitUs() {
            return longestUs(asked().count(), parallel, timeoutUs);
        }

        private static PortList all(String ports, @Nullable String open, @Nullable String closed) {
            return PortList.parse("ports", ports)
                    .and(PortList.orNone("open", open))
                    .and(PortList.orNone("closed", closed));
        }

        private static long longestUs(int count, int parallel, long timeoutUs) {
            return (count + parallel - 1) / parallel * timeoutUs + STARTS_WITHIN_US;
        }
    }

    /// Whether a gRPC server says that it serves: one `grpc.health.v1.Health/Check` (the health checking
    /// protocol of gRPC) over HTTP/2 on a fresh connection.
    ///
    /// @param port       the target's own where null
    /// @param service    the service that is asked for; null: the server as a whole
    /// @param tls        false: HTTP/2 by prior knowledge; null: TLS where the target is an https URL
    /// @param serverName sent as SNI, looked for in the certificate and sent as authority; null: the
    ///                   target's host
    record Grpc(
            @Nullable Integer port,
            @Nullable String service,
            @Nullable Boolean tls,
            @Nullable String serverName,
            long timeoutUs)
            implements TestSpec {
        public static final Grpc DEFAULT = new Grpc(null, null, null, null, 10_000_000);

        public Grpc {
            if (port != null) {
                Require.range("port", port, 1, 65_535);
            }
            if (service != null) {
                Require.name("service", service);
            }
            if (serverName != null) {
                Require.name("serverName", serverName);
            }
            Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
        }

        public String serviceOrAll() {
            return service == null ? "" : service;
        }

        @Override
        public Test test() {
            return Test.GRPC;
        }

        @Override
        public long limitUs() {
            return timeoutUs;
        }
    }

    /// How much a path carries, measured against an iperf3 server (iperf.fr), such as a responder.
    ///
    /// @param port          of the server; null: 5201, whatever port the target names
    /// @param protocol      `tcp` or `udp`
    /// @param direction     `forward` to the target, `reverse` from it, or `both` at the same time
    /// @param parallel      streams in each direction
    /// @param durationUs    how long data flow; whole seconds
    /// @param limitBytes    of all streams of a direction, after which the test ends earlier; null: none
    /// @param bitsPerSecond of all streams of a direction; null: as fast as TCP goes, and not allowed for
    ///                      UDP, which would take what the path has from all others
    /// @param payloadBytes  of a UDP packet
    /// @param timeoutUs     for all besides the data: connecting, a server that is busy, results
    record Throughput(
            @Nullable Integer port,
            String protocol,
            String direction,
            int parallel,
            long durationUs,
            @Nullable Long limitBytes,
            @Nullable Long bitsPerSecond,
            int payloadBytes,
            long timeoutUs)
            implements TestSpec {
        /// Where iperf3 servers listen by custom.
        public static final int IPERF_PORT = 5201;

        public static final int MOST_PARALLEL = 16;
        public static final long MOST_SECONDS = 60;
        private static final long SECOND_US = 1_000_000;
        private static final Set<String> DIRECTIONS = Set.of("forward", "reverse", "both");
        public static final Throughput DEFAULT =
                new Throughput(null, "tcp", "forward", 1, 10_000_000, null, null, 1_400, 20_000_000);

        public Throughput {
            if (port != null) {
                Require.range("port", port, 1, 65_535);
            }
            Require.that(protocol.equals("tcp") || protocol.equals("udp"), "protocol", protocol, "must be tcp or udp");
            Require.that(DIRECTIONS.contains(direction), "direction", direction, "must be forward, reverse or both");
            Require.range("parallel", parallel, 1, MOST_PARALLEL);
            Require.range("durationUs", durationUs, SECOND_US, MOST_SECONDS * SECOND_US);
            Require.that(durationUs % SECOND_US == 0, "durationUs", durationUs, "must be whole seconds");
            if (limitBytes != null) {
                Require.range("limitBytes", limitBytes, 1, 1_000_000_000_000L);
            }
            if (bitsPerSecond != null) {
                Require.range("bitsPerSecond", bitsPerSecond, 8_000, 100_000_000_000L);
            }
            Require.that(
                    bitsPerSecond != null || protocol.equals("tcp"),
                    "bitsPerSecond",
                    bitsPerSecond,
                    "must be given for udp");
            Require.range("payloadBytes", payloadBytes, 16, 8_972);
            Require.range("timeoutUs", timeoutUs, 1_000_000, 120_000_000);
        }

        public int portOrDefault() {
            return port == null ? IPERF_PORT : port;
        }

        public boolean udp() {
            return protocol.equals("udp");
        }

        /// Whether data flow to the target.
        public boolean forward() {
            return !direction.equals("reverse");
        }

        /// Whether data flow from the target.
        public boolean backward() {
            return !direction.equals("forward");
        }

        @Override
        public Test test() {
            return Test.THROUGHPUT;
        }

        @Override
        public long limitUs() {
            return durationUs + timeoutUs;
        }
    }

    /// A test of a newer version; a probe answers it with `unsupported`.
    record Unknown() implements TestSpec {
        @Override
        public Test test() {
            return Test.UNKNOWN;
        }

        @Override
        public long limitUs() {
            return 0;
        }
    }

    /// The test with the parameters that stand in DESIGN's table of tiers.
    static TestSpec defaultOf(Test test) {
        return switch (test) {
            case PING -> Ping.DEFAULT;
            case TCP -> Tcp.DEFAULT;
            case HTTP -> Http.DEFAULT;
            case DNS -> Dns.DEFAULT;
            case TRACEROUTE -> Traceroute.DEFAULT;
            case MTU -> Mtu.DEFAULT;
            case TLS -> Tls.DEFAULT;
            case SYSTEM -> SystemState.DEFAULT;
            case SSH -> Ssh.DEFAULT;
            case UDP -> Udp.DEFAULT;
            case PORTS -> Ports.DEFAULT;
            case GRPC -> Grpc.DEFAULT;
            case THROUGHPUT -> Throughput.DEFAULT;
            case UNKNOWN -> new Unknown();
        };
    }
}
