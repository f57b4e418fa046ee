package io.waddleperf.standalone;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.DnsExpectation;
import io.waddleperf.contracts.DnsSpec;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The parameters of a check, by its test: docs/reference/config-file.md shows them.
final class CheckFields {
    private CheckFields() {}

    static TestSpec spec(YamlMap map, Test test) {
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

    private static TestSpec ping(YamlMap map, PingSpec otherwise) {
        return new PingSpec(
                map.number("count", otherwise.count()),
                map.number("payloadBytes", otherwise.payloadBytes()),
                map.micros("interval", otherwise.intervalUs()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec http(YamlMap map, HttpSpec otherwise) {
        YamlMap expect = map.mapOrNull("expect");
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

    private static HttpExpectation response(YamlMap map) {
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

    private static HttpExpectation.HeaderExpectation header(YamlMap map) {
        return new HttpExpectation.HeaderExpectation(
                map.text("name"), map.textOr("value", null), map.textOr("matches", null));
    }

    private static TestSpec dns(YamlMap map, DnsSpec otherwise) {
        YamlMap expect = map.mapOrNull("expect");
        return new DnsSpec(
                map.textOr("query", null),
                Objects.requireNonNull(map.textOr("recordType", otherwise.recordType())),
                map.textOr("server", null),
                map.micros("timeout", otherwise.timeoutUs()),
                map.textOr("protocol", null),
                map.textOr("serverName", null),
                expect == null ? null : expect.as(CheckFields::expectation));
    }

    private static DnsExpectation expectation(YamlMap map) {
        return new DnsExpectation(
                map.textOr("rcode", null),
                map.texts("any"),
                map.texts("all"),
                map.valueOr("minTtl", null, text -> Units.micros("minTtl", text) / 1_000_000),
                map.flag("authenticated", false));
    }

    private static TestSpec traceroute(YamlMap map, TracerouteSpec otherwise) {
        return new TracerouteSpec(
                Objects.requireNonNull(map.textOr("protocol", otherwise.protocol())),
                map.number("cycles", otherwise.cycles()),
                map.number("maxHops", otherwise.maxHops()),
                port(map),
                map.micros("interval", otherwise.intervalUs()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec mtu(YamlMap map, MtuSpec otherwise) {
        return new MtuSpec(
                map.number("largestBytes", otherwise.largestBytes()), map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec udp(YamlMap map, UdpSpec otherwise) {
        return new UdpSpec(
                port(map),
                map.number("count", otherwise.count()),
                map.number("payloadBytes", otherwise.payloadBytes()),
                map.micros("interval", otherwise.intervalUs()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec ports(YamlMap map, PortsSpec otherwise) {
        return new PortsSpec(
                Objects.requireNonNull(map.textOr("ports", otherwise.ports())),
                map.textOr("open", null),
                map.textOr("closed", null),
                map.number("parallel", otherwise.parallel()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec ssh(YamlMap map, SshSpec otherwise) {
        return new SshSpec(
                port(map),
                map.textOr("user", null),
                map.textOr("secret", null),
                map.textOr("hostKey", null),
                map.number("count", otherwise.count()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec grpc(YamlMap map, GrpcSpec otherwise) {
        return new GrpcSpec(
                port(map),
                map.textOr("service", null),
                flag(map, "tls"),
                map.textOr("serverName", null),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec throughput(YamlMap map, ThroughputSpec otherwise) {
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

    private static TestSpec capture(YamlMap map, CaptureSpec otherwise) {
        return new CaptureSpec(
                map.micros("duration", otherwise.durationUs()),
                map.number("maxBytes", (int) otherwise.maxBytes()),
                map.number("snapBytes", otherwise.snapBytes()),
                map.flag("payload", otherwise.payload()),
                port(map));
    }

    private static TestSpec speedtest(YamlMap map, SpeedtestSpec otherwise) {
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

    private static @Nullable Boolean flag(YamlMap map, String name) {
        return map.textOr(name, null) == null ? null : Boolean.valueOf(map.flag(name, false));
    }

    private static @Nullable Integer port(YamlMap map) {
        return map.valueOr("port", null, Integer::valueOf);
    }
}
