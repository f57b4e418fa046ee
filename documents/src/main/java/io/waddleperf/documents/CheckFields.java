package io.waddleperf.documents;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.DnsExpectation;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.contracts.SshSpec;
import io.waddleperf.contracts.SystemSpec;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.contracts.UdpSpec;
import io.waddleperf.contracts.UnknownSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A check: its test, how often it runs and its parameters, which docs/reference/config-file.md shows.
public final class CheckFields {
    private CheckFields() {}

    /// A check that others name: their word for the test with its defaults is not free.
    ///
    /// @param name which stands elsewhere too
    public static Check readNamed(FieldMap map, String name) {
        if (testNamed(name) != null) {
            throw map.wrong(
                    "name", "\"" + name + "\" is the test with its defaults; choose another, such as " + name + "-2");
        }
        return read(map, name);
    }

    /// @param name which stands elsewhere too
    public static Check read(FieldMap map, String name) {
        Test test = Objects.requireNonNull(map.valueOr("test", Test.UNKNOWN, CheckFields::test));
        if (test == Test.UNKNOWN) {
            throw map.wrong("test", "is missing; it must be one of " + tests());
        }
        var families = map.texts("families").stream().map(CheckFields::family).toList();
        return new Check(name, spec(map, test), families, ScheduleFields.interval(map, "every"));
    }

    /// The check of that name, which is that of a test, else null.
    public static @Nullable Check defaultNamed(String name) {
        Test test = testNamed(name);
        return test == null ? null : Check.defaultOf(test);
    }

    /// Those that bear their test's name and have its defaults, by name.
    public static Map<String, Check> defaults() {
        var all = new LinkedHashMap<String, Check>();
        for (Test test : Test.values()) {
            if (test != Test.UNKNOWN) {
                all.put(test.wireName(), Check.defaultOf(test));
            }
        }
        return all;
    }

    private static @Nullable Test testNamed(String name) {
        return Arrays.stream(Test.values())
                .filter(test -> test != Test.UNKNOWN && test.wireName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Test test(String name) {
        Test test = testNamed(name);
        if (test == null) {
            throw new IllegalArgumentException("test must be one of " + tests() + ", not " + name);
        }
        return test;
    }

    private static String tests() {
        return String.join(", ", defaults().keySet());
    }

    private static Family family(String name) {
        return switch (name) {
            case "ipv4" -> Family.IPV4;
            case "ipv6" -> Family.IPV6;
            default -> throw new IllegalArgumentException("families must be ipv4 or ipv6, not " + name);
        };
    }

    private static TestSpec spec(FieldMap map, Test test) {
        return switch (test) {
            case PING -> ping(map, PingSpec.DEFAULT);
            case TCP -> new TcpSpec(port(map), map.micros("timeout", TcpSpec.DEFAULT.timeoutUs()));
            case HTTP -> http(map, HttpSpec.DEFAULT);
            case DNS -> dns(map, DnsSpec.DEFAULT);
            case TRACEROUTE -> traceroute(map, TracerouteSpec.DEFAULT);
            case MTU -> mtu(map, MtuSpec.DEFAULT);
            case TLS ->
                new TlsSpec(
                        port(map), map.textOr("serverName", null), map.micros("timeout", TlsSpec.DEFAULT.timeoutUs()));
            case SSH -> ssh(map, SshSpec.DEFAULT);
            case SYSTEM -> new SystemSpec(map.micros("timeout", SystemSpec.DEFAULT.timeoutUs()));
            case UDP -> udp(map, UdpSpec.DEFAULT);
            case PORTS -> ports(map, PortsSpec.DEFAULT);
            case GRPC -> grpc(map, GrpcSpec.DEFAULT);
            case THROUGHPUT -> throughput(map, ThroughputSpec.DEFAULT);
            case CAPTURE -> capture(map, CaptureSpec.DEFAULT);
            case SPEEDTEST -> speedtest(map, SpeedtestSpec.DEFAULT);
            case UNKNOWN -> new UnknownSpec();
        };
    }

    private static TestSpec ping(FieldMap map, PingSpec otherwise) {
        return new PingSpec(
                map.number("count", otherwise.count()),
                map.number("payloadBytes", otherwise.payloadBytes()),
                map.micros("interval", otherwise.intervalUs()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec http(FieldMap map, HttpSpec otherwise) {
        FieldMap expect = map.mapOrNull("expect");
        String version = map.textOr("version", null);
        return new HttpSpec(
                map.textOr("path", null),
                map.valueOr("expectStatus", null, Integer::valueOf),
                map.number("maxBodyBytes", otherwise.maxBodyBytes()),
                map.micros("timeout", otherwise.timeoutUs()),
                "auto".equals(version) ? null : version,
                map.valueOr("redirects", null, Integer::valueOf),
                expect == null ? null : expect.as(CheckFields::response));
    }

    private static HttpExpectation response(FieldMap map) {
        return new HttpExpectation(
                map.texts("status"),
                map.maps("headers").stream()
                        .map(one -> one.as(CheckFields::header))
                        .toList(),
                map.texts("bodyContains"),
                map.textOr("bodyMatches", null),
                map.textOr("bodyMatchesNot", null),
                map.valueOr("minBodyBytes", null, Long::valueOf),
                map.valueOr("maxBodyBytes", null, Long::valueOf),
                map.valueOr("certificateDays", null, Integer::valueOf));
    }

    private static HttpExpectation.HeaderExpectation header(FieldMap map) {
        return new HttpExpectation.HeaderExpectation(
                map.text("name"), map.textOr("value", null), map.textOr("matches", null));
    }

    private static TestSpec dns(FieldMap map, DnsSpec otherwise) {
        FieldMap expect = map.mapOrNull("expect");
        return new DnsSpec(
                map.textOr("query", null),
                Objects.requireNonNull(map.textOr("recordType", otherwise.recordType())),
                map.textOr("server", null),
                map.micros("timeout", otherwise.timeoutUs()),
                map.textOr("protocol", null),
                map.textOr("serverName", null),
                expect == null ? null : expect.as(CheckFields::expectation));
    }

    private static DnsExpectation expectation(FieldMap map) {
        return new DnsExpectation(
                map.textOr("rcode", null),
                map.texts("any"),
                map.texts("all"),
                map.valueOr("minTtl", null, text -> Units.micros("minTtl", text) / 1_000_000),
                map.flag("authenticated", false));
    }

    private static TestSpec traceroute(FieldMap map, TracerouteSpec otherwise) {
        return new TracerouteSpec(
                Objects.requireNonNull(map.textOr("protocol", otherwise.protocol())),
                map.number("cycles", otherwise.cycles()),
                map.number("maxHops", otherwise.maxHops()),
                port(map),
                map.micros("interval", otherwise.intervalUs()),
                map.micros("timeout", otherwise.timeoutUs()),
                flag(map, "addressesOnly"));
    }

    private static TestSpec mtu(FieldMap map, MtuSpec otherwise) {
        return new MtuSpec(
                map.number("largestBytes", otherwise.largestBytes()), map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec udp(FieldMap map, UdpSpec otherwise) {
        return new UdpSpec(
                port(map),
                map.number("count", otherwise.count()),
                map.number("payloadBytes", otherwise.payloadBytes()),
                map.micros("interval", otherwise.intervalUs()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec ports(FieldMap map, PortsSpec otherwise) {
        return new PortsSpec(
                Objects.requireNonNull(map.textOr("ports", otherwise.ports())),
                map.textOr("open", null),
                map.textOr("closed", null),
                map.number("parallel", otherwise.parallel()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec ssh(FieldMap map, SshSpec otherwise) {
        return new SshSpec(
                port(map),
                map.textOr("user", null),
                map.textOr("secret", null),
                map.textOr("hostKey", null),
                map.number("count", otherwise.count()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec grpc(FieldMap map, GrpcSpec otherwise) {
        return new GrpcSpec(
                port(map),
                map.textOr("service", null),
                flag(map, "tls"),
                map.textOr("serverName", null),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec throughput(FieldMap map, ThroughputSpec otherwise) {
        return new ThroughputSpec(
                port(map),
                Objects.requireNonNull(map.textOr("protocol", otherwise.protocol())),
                Objects.requireNonNull(map.textOr("direction", otherwise.direction())),
                map.number("parallel", otherwise.parallel()),
                map.micros("duration", otherwise.durationUs()),
                map.valueOr("limitBytes", null, Long::valueOf),
                map.valueOr("bitsPerSecond", null, Long::valueOf),
                map.number("payloadBytes", otherwise.payloadBytes()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec capture(FieldMap map, CaptureSpec otherwise) {
        return new CaptureSpec(
                map.micros("duration", otherwise.durationUs()),
                map.number("maxBytes", (int) otherwise.maxBytes()),
                map.number("snapBytes", otherwise.snapBytes()),
                map.flag("payload", otherwise.payload()),
                port(map));
    }

    private static TestSpec speedtest(FieldMap map, SpeedtestSpec otherwise) {
        return new SpeedtestSpec(
                port(map),
                flag(map, "tls"),
                map.textOr("path", null),
                Objects.requireNonNull(map.textOr("direction", otherwise.direction())),
                map.number("parallel", otherwise.parallel()),
                map.micros("duration", otherwise.durationUs()),
                map.micros("grace", otherwise.graceUs()),
                map.number("downloadMib", otherwise.downloadMib()),
                map.number("uploadMib", otherwise.uploadMib()),
                map.valueOr("limitBytes", null, Long::valueOf),
                map.valueOr("bitsPerSecond", null, Long::valueOf),
                map.number("count", otherwise.count()),
                flag(map, "clientAddress"),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static @Nullable Boolean flag(FieldMap map, String name) {
        return map.textOr(name, null) == null ? null : Boolean.valueOf(map.flag(name, false));
    }

    private static @Nullable Integer port(FieldMap map) {
        return map.valueOr("port", null, Integer::valueOf);
    }
}
