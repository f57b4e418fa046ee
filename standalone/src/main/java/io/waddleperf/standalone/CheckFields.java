package io.waddleperf.standalone;

import io.waddleperf.contracts.DnsExpectation;
import io.waddleperf.contracts.HttpExpectation;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The parameters of a check, by its test: docs/reference/config-file.md shows them.
final class CheckFields {
    private CheckFields() {}

    static TestSpec spec(YamlMap map, Test test) {
        return switch (test) {
            case PING -> ping(map, TestSpec.Ping.DEFAULT);
            case TCP -> new TestSpec.Tcp(port(map), map.micros("timeout", TestSpec.Tcp.DEFAULT.timeoutUs()));
            case HTTP -> http(map, TestSpec.Http.DEFAULT);
            case DNS -> dns(map, TestSpec.Dns.DEFAULT);
            case TRACEROUTE -> traceroute(map, TestSpec.Traceroute.DEFAULT);
            case MTU -> mtu(map, TestSpec.Mtu.DEFAULT);
            case TLS ->
                new TestSpec.Tls(
                        port(map),
                        map.textOr("serverName", null),
                        map.micros("timeout", TestSpec.Tls.DEFAULT.timeoutUs()));
            case SSH -> ssh(map, TestSpec.Ssh.DEFAULT);
            case SYSTEM -> new TestSpec.SystemState(map.micros("timeout", TestSpec.SystemState.DEFAULT.timeoutUs()));
            case UDP -> udp(map, TestSpec.Udp.DEFAULT);
            case PORTS -> ports(map, TestSpec.Ports.DEFAULT);
            case GRPC -> grpc(map, TestSpec.Grpc.DEFAULT);
            case THROUGHPUT -> throughput(map, TestSpec.Throughput.DEFAULT);
            case UNKNOWN -> new TestSpec.Unknown();
        };
    }

    private static TestSpec ping(YamlMap map, TestSpec.Ping otherwise) {
        return new TestSpec.Ping(
                map.number("count", otherwise.count()),
                map.number("payloadBytes", otherwise.payloadBytes()),
                map.micros("interval", otherwise.intervalUs()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec http(YamlMap map, TestSpec.Http otherwise) {
        YamlMap expect = map.mapOrNull("expect");
        String version = map.textOr("version", null);
        return new TestSpec.Http(
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

    private static TestSpec dns(YamlMap map, TestSpec.Dns otherwise) {
        YamlMap expect = map.mapOrNull("expect");
        return new TestSpec.Dns(
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

    private static TestSpec traceroute(YamlMap map, TestSpec.Traceroute otherwise) {
        return new TestSpec.Traceroute(
                Objects.requireNonNull(map.textOr("protocol", otherwise.protocol())),
                map.number("cycles", otherwise.cycles()),
                map.number("maxHops", otherwise.maxHops()),
                port(map),
                map.micros("interval", otherwise.intervalUs()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec mtu(YamlMap map, TestSpec.Mtu otherwise) {
        return new TestSpec.Mtu(
                map.number("largestBytes", otherwise.largestBytes()), map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec udp(YamlMap map, TestSpec.Udp otherwise) {
        return new TestSpec.Udp(
                port(map),
                map.number("count", otherwise.count()),
                map.number("payloadBytes", otherwise.payloadBytes()),
                map.micros("interval", otherwise.intervalUs()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec ports(YamlMap map, TestSpec.Ports otherwise) {
        return new TestSpec.Ports(
                Objects.requireNonNull(map.textOr("ports", otherwise.ports())),
                map.textOr("open", null),
                map.textOr("closed", null),
                map.number("parallel", otherwise.parallel()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec ssh(YamlMap map, TestSpec.Ssh otherwise) {
        return new TestSpec.Ssh(
                port(map),
                map.textOr("user", null),
                map.textOr("secret", null),
                map.textOr("hostKey", null),
                map.number("count", otherwise.count()),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec grpc(YamlMap map, TestSpec.Grpc otherwise) {
        String tls = map.textOr("tls", null);
        return new TestSpec.Grpc(
                port(map),
                map.textOr("service", null),
                tls == null ? null : Boolean.valueOf(map.flag("tls", false)),
                map.textOr("serverName", null),
                map.micros("timeout", otherwise.timeoutUs()));
    }

    private static TestSpec throughput(YamlMap map, TestSpec.Throughput otherwise) {
        return new TestSpec.Throughput(
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

    private static @Nullable Integer port(YamlMap map) {
        return map.valueOr("port", null, Integer::valueOf);
    }
}
