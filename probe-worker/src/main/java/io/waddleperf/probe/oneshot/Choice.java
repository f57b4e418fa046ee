package io.waddleperf.probe.oneshot;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.contracts.SystemSpec;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.contracts.UdpSpec;
import io.waddleperf.contracts.UnknownSpec;
import io.waddleperf.probe.execution.Names;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which tests a target gets, with which parameters, over which families.
final class Choice {
    private Choice() {}

    static Target target(Options options) {
        Target target = new Target(id(options.target()), options.target(), options.owned(), Map.of(), 1, null);
        boolean owned = options.owned() || ownByAddress(target.endpoint());
        return new Target(target.id(), target.address(), owned, Map.of(), 1, null);
    }

    /// A URL may hold what no name may: its host stands for it.
    private static String id(String address) {
        try {
            Require.name("target", address);
            return address;
        } catch (IllegalArgumentException e) {
            return Endpoint.parse(address).host();
        }
    }

    /// This machine and private networks (RFC 1918, RFC 4193) are one's own.
    private static boolean ownByAddress(Endpoint endpoint) {
        if (!endpoint.literal()) {
            return endpoint.host().equals("localhost");
        }
        var address = InetAddress.ofLiteral(endpoint.host());
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal;
    }

    /// @throws IllegalArgumentException names what does not fit, and what would
    static List<Check> checks(Options options, Target target) {
        List<Check> chosen;
        if (!options.tests().isEmpty()) {
            chosen = options.tests().stream().map(Check::defaultOf).toList();
        } else {
            int tier = options.tier().orElse(1);
            chosen = tier == 1 ? target.fittingChecks() : target.deeperChecks(tier);
        }
        var checks = new ArrayList<Check>();
        for (var check : chosen) {
            var spec = options.parameters().over(adjusted(check.spec(), options));
            Require.that(
                    target.endpoint().fits(spec),
                    check.name(),
                    options.target(),
                    "needs " + needOf(spec.test(), target.endpoint().host()));
            checks.add(new Check(check.name(), spec, List.of()));
        }
        options.parameters()
                .requireOnly(checks.stream().map(check -> check.spec().test()).collect(Collectors.toSet()));
        return checks;
    }

    private static String needOf(Test test, String host) {
        return switch (test) {
            case TCP, TLS, GRPC -> "a port, such as " + host + ":443 or --set " + test.wireName() + ".port=443";
            case HTTP -> "a URL, such as http://" + host + '/';
            case DNS -> "a name, such as example.net or --set dns.name=example.net";
            case PING, TRACEROUTE, MTU, SYSTEM, SSH, UDP, PORTS, THROUGHPUT, SPEEDTEST, CAPTURE, UNKNOWN ->
                "another target";
        };
    }

    /// With `--count` and `--timeout`, where the test has such.
    static TestSpec adjusted(TestSpec spec, Options options) {
        var count = options.count();
        var timeout = options.timeoutUs();
        return switch (spec) {
            case PingSpec(int n, int bytes, long every, long limit) ->
                new PingSpec(count.orElse(n), bytes, every, timeout.orElse(limit));
            case TcpSpec(Integer port, long limit) -> new TcpSpec(port, timeout.orElse(limit));
            case HttpSpec http ->
                new HttpSpec(
                        http.path(),
                        http.expectStatus(),
                        http.maxBodyBytes(),
                        timeout.orElse(http.timeoutUs()),
                        http.version(),
                        http.redirects(),
                        http.expectResponse());
            case DnsSpec dns ->
                new DnsSpec(
                        dns.name(),
                        dns.recordType(),
                        dns.server(),
                        timeout.orElse(dns.timeoutUs()),
                        dns.protocol(),
                        dns.serverName(),
                        dns.expect());
            case TracerouteSpec(String protocol, int n, int hops, Integer port, long every, long limit, Boolean only) ->
                new TracerouteSpec(
                        protocol,
                        count.orElse(n),
                        hops,
                        port,
                        every,
                        timeout.orElse(limit),
                        options.addressesOnly() ? Boolean.TRUE : only);
            case MtuSpec(int bytes, long limit) -> new MtuSpec(bytes, timeout.orElse(limit));
            case TlsSpec(Integer port, String name, long limit) -> new TlsSpec(port, name, timeout.orElse(limit));
            case SystemSpec(long limit) -> new SystemSpec(timeout.orElse(limit));
            case SshSpec(Integer port, String user, String secret, String key, int n, long limit) ->
                new SshSpec(port, user, secret, key, n, timeout.orElse(limit));
            case UdpSpec(Integer port, int n, int bytes, long every, long limit) ->
                new UdpSpec(port, count.orElse(n), bytes, every, timeout.orElse(limit));
            case PortsSpec(String ports, String open, String closed, int parallel, long limit) ->
                new PortsSpec(ports, open, closed, parallel, timeout.orElse(limit));
            case GrpcSpec(Integer port, String service, Boolean tls, String name, long limit) ->
                new GrpcSpec(port, service, tls, name, timeout.orElse(limit));
            case ThroughputSpec through ->
                new ThroughputSpec(
                        through.port(),
                        through.protocol(),
                        through.direction(),
                        through.parallel(),
                        through.durationUs(),
                        through.limitBytes(),
                        through.bitsPerSecond(),
                        through.payloadBytes(),
                        timeout.orElse(through.timeoutUs()));
            case CaptureSpec capture ->
                new CaptureSpec(
                        timeout.orElse(capture.durationUs()),
                        capture.maxBytes(),
                        capture.snapBytes(),
                        capture.payload(),
                        capture.port());
            case SpeedtestSpec speed ->
                new SpeedtestSpec(
                        speed.port(),
                        speed.tls(),
                        speed.path(),
                        speed.direction(),
                        speed.parallel(),
                        speed.durationUs(),
                        speed.graceUs(),
                        speed.downloadMib(),
                        speed.uploadMib(),
                        speed.limitBytes(),
                        speed.bitsPerSecond(),
                        count.isPresent() ? Math.clamp(count.getAsInt(), 2, 100) : speed.count(),
                        true,
                        timeout.orElse(speed.timeoutUs()));
            case UnknownSpec unknown -> unknown;
        };
    }

    /// What was asked for; else an address's own, else the first that the name has, IPv4 before IPv6.
    ///
    /// @throws IllegalArgumentException where an address is of another family than asked for
    static List<Family> families(Options options, Endpoint endpoint, Names names) throws InterruptedException {
        if (endpoint.literal()) {
            Require.that(
                    options.families().isEmpty() || options.families().equals(java.util.Set.of(endpoint.family())),
                    "-4 and -6",
                    endpoint.host(),
                    "must fit the target: leave them out, or give a name");
            return List.of(endpoint.family());
        }
        if (!options.families().isEmpty()) {
            return options.families().stream().sorted().toList();
        }
        try {
            var found = names.lookup(endpoint.host()).stream().map(Family::of).toList();
            return List.of(found.isEmpty() || found.contains(Family.IPV4) ? Family.IPV4 : Family.IPV6);
        } catch (UnknownHostException e) {
            return List.of(Family.IPV4); // each test says that the name has no address
        }
    }
}
