package io.waddleperf.standalone;

import static io.waddleperf.contracts.Severity.CRITICAL;
import static io.waddleperf.contracts.Severity.WARNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.DnsExpectation;
import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.EscalationPlan;
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
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.contracts.UdpSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    /// The example in the documentation is read as it stands there.
    @Test
    void readsTheDocumentedExample() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/config-file.md"));
        String yaml = page.substring(page.indexOf("```yaml") + 7, page.indexOf("```", page.indexOf("```yaml") + 7));
        var file = ConfigFile.parse("watch.yaml", yaml);
        assertEquals(
                List.of("web", "192.0.2.7"),
                file.targets().stream().map(t -> t.id()).toList());
        var schedule = file.schedules().getFirst();
        assertEquals(
                List.of("ping", "login-page"),
                schedule.checks().stream().map(c -> c.name()).toList());
        assertEquals(10_000_000, schedule.intervalUs());
        assertEquals(List.of("192.0.2.7"), file.targets().getFirst().dependsOnOrNone());
        assertEquals(900_000_000L, schedule.checks().getLast().intervalUs());
        var plan = Objects.requireNonNull(schedule.escalation());
        assertEquals(EscalationPlan.DEFAULT.tier3CoolDownUs(), plan.tier3CoolDownUs());
        assertEquals(
                List.of("ping-1400", "traceroute"),
                plan.tier2().stream().map(c -> c.name()).toList());
        assertEquals(
                List.of("slow-page", "far-away"),
                file.thresholds().stream().map(t -> t.id()).toList());
        assertEquals(1_500_000, file.thresholds().getFirst().enter());
    }

    @Test
    void readsARuleWithItsDefaults() {
        var file = ConfigFile.parse("f", """
                targets: [{address: 192.0.2.7}]
                thresholds:
                  - {id: a, metric: rttMeanUs, enter: 150ms}
                  - {id: b, metric: hops, tier: 2, enter: 20, exit: 15, severity: critical, countsAlso: [isolated]}
                  - {id: c, metric: certificateDays, enter: 14, match: {site: fra, target.team: shop}, enabled: false}
                """);
        assertEquals(
                List.of(
                        new Threshold(
                                "a", true, Map.of(), "rttMeanUs", 1, 150_000, null, 2, 3, 3, WARNING, List.of(), 1),
                        new Threshold(
                                "b",
                                true,
                                Map.of(),
                                "hops",
                                2,
                                20,
                                15.0,
                                1,
                                1,
                                3,
                                CRITICAL,
                                List.of(Doubt.ISOLATED),
                                1),
                        new Threshold(
                                "c",
                                false,
                                Map.of("site", "fra", "target.team", "shop"),
                                "certificateDays",
                                1,
                                14,
                                null,
                                2,
                                3,
                                3,
                                WARNING,
                                List.of(),
                                1)),
                file.thresholds());
    }

    @Test
    void readsHowFarAScheduleEscalates() {
        var file = ConfigFile.parse("f", """
                targets: [{address: 192.0.2.7}]
                checks: [{name: long, test: ping, count: 100, every: 5m}]
                schedules:
                  - id: s
                    escalation:
                      deepestTier: 2
                      approveTier3: true
                      confirmEvery: 2s
                      tier2CoolDown: 5m
                      tier3CoolDown: 2h
                      tier2: [long, mtu]
                      tier3: [traceroute]
                  - id: t
                """);
        var plan = Objects.requireNonNull(file.schedules().getFirst().escalation());
        assertEquals(
                new EscalationPlan(2, true, 2_000_000, 300_000_000, 7_200_000_000L, plan.tier2(), plan.tier3()), plan);
        assertEquals(
                List.of("long", "mtu"), plan.tier2().stream().map(c -> c.name()).toList());
        assertEquals(
                List.of("traceroute"), plan.tier3().stream().map(c -> c.name()).toList());
        assertNull(file.schedules().getLast().escalation(), "the default of the day it runs");
    }

    @Test
    void readsTheParametersOfACheck() {
        var file = ConfigFile.parse("f", """
                targets: [{address: 192.0.2.7}]
                checks:
                  - {name: big, test: ping, payloadBytes: 1400, count: 20, interval: 5ms, families: [ipv4, ipv6]}
                schedules: [{id: s, checks: [big], interval: PT5S}]
                """);
        var check = file.schedules().getFirst().checks().getFirst();
        assertEquals(new PingSpec(20, 1400, 5_000, 1_000_000), check.spec());
        assertEquals(List.of(Family.IPV4, Family.IPV6), check.families());
        assertTrue(file.targets().stream().noneMatch(t -> t.owned()));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void readsTheFieldsOfEachTest(String fields, TestSpec spec) {
        String yaml = "targets: [{address: a.b}]\nchecks: [{name: x, " + fields + "}]\n"
                + "schedules: [{id: s, checks: [x]}]\n";
        var check = ConfigFile.parse("f", yaml).schedules().getFirst().checks().getFirst();
        assertEquals(new Check("x", spec, List.of()), check);
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                arguments("test: tcp, port: 22, timeout: 1s", new TcpSpec(22, 1_000_000)),
                arguments("test: traceroute", TracerouteSpec.DEFAULT),
                arguments(
                        "test: traceroute, protocol: tcp, cycles: 100, maxHops: 20, port: 443, interval: 1s, timeout: 2s",
                        new TracerouteSpec("tcp", 100, 20, 443, 1_000_000, 2_000_000)),
                arguments("test: mtu, largestBytes: 1500, timeout: 500ms", new MtuSpec(1_500, 500_000)),
                arguments(
                        "test: tls, port: 993, serverName: mail.example.net, timeout: 5s",
                        new TlsSpec(993, "mail.example.net", 5_000_000)),
                arguments(
                        "test: ssh, port: 2222, user: u, secret: k, hostKey: 'SHA256:" + "A".repeat(43)
                                + "', count: 5, timeout: 3s",
                        new SshSpec(2_222, "u", "k", "SHA256:" + "A".repeat(43), 5, 3_000_000)),
                arguments(
                        "test: dns, protocol: tls, serverName: dns.example, expect: {any: [192.0.2.7], minTtl: 1m}",
                        new DnsSpec(
                                null,
                                "A",
                                null,
                                3_000_000,
                                "tls",
                                "dns.example",
                                new DnsExpectation(null, List.of("192.0.2.7"), List.of(), 60L, false))),
                arguments(
                        "test: http, version: 2, redirects: 3, expect: {status: [200, 3xx], headers: [{name: Server}],"
                                + " bodyContains: [Hello], bodyMatchesNot: '[Ee]rror', minBodyBytes: 10,"
                                + " certificateDays: 14}",
                        new HttpSpec(null, null, 1_048_576, 10_000_000, "2", 3, response())),
                arguments(
                        "test: grpc, port: 50051, service: shop.Cart, tls: true, serverName: shop.example, timeout: 5s",
                        new GrpcSpec(50_051, "shop.Cart", true, "shop.example", 5_000_000)),
                arguments("test: grpc", GrpcSpec.DEFAULT),
                arguments("test: http, version: auto", HttpSpec.DEFAULT),
                arguments("test: system, timeout: 3s", new SystemSpec(3_000_000)),
                arguments("test: udp", UdpSpec.DEFAULT),
                arguments(
                        "test: udp, port: 2000, count: 100, payloadBytes: 160, interval: 10ms, timeout: 2s",
                        new UdpSpec(2_000, 100, 160, 10_000, 2_000_000)),
                arguments(
                        "test: ports, ports: '22,8000-8100', open: 22, closed: '23,2323', parallel: 4, timeout: 500ms",
                        new PortsSpec("22,8000-8100", "22", "23,2323", 4, 500_000)),
                arguments("test: capture", CaptureSpec.DEFAULT),
                arguments(
                        "test: capture, duration: 10s, maxBytes: 1000000, snapBytes: 96, payload: true, port: 443",
                        new CaptureSpec(10_000_000, 1_000_000, 96, true, 443)),
                arguments("test: throughput", ThroughputSpec.DEFAULT),
                arguments(
                        "test: throughput, port: 5202, protocol: udp, direction: both, parallel: 4, duration: 20s,"
                                + " limitBytes: 1000000000, bitsPerSecond: 50000000, payloadBytes: 1200, timeout: 30s",
                        new ThroughputSpec(
                                5_202, "udp", "both", 4, 20_000_000, 1_000_000_000L, 50_000_000L, 1_200, 30_000_000)),
                arguments("test: speedtest", SpeedtestSpec.DEFAULT),
                arguments(
                        "test: speedtest, port: 8443, tls: true, path: /lib/, direction: reverse, parallel: 2,"
                                + " duration: 5s, grace: 1500ms, downloadMib: 25, uploadMib: 10, limitBytes: 1000000,"
                                + " bitsPerSecond: 9000000, count: 20, clientAddress: true, timeout: 30s",
                        new SpeedtestSpec(
                                8_443,
                                true,
                                "/lib/",
                                "reverse",
                                2,
                                5_000_000,
                                1_500_000,
                                25,
                                10,
                                1_000_000L,
                                9_000_000L,
                                20,
                                true,
                                30_000_000)));
    }

    private static HttpExpectation response() {
        var header = new HttpExpectation.HeaderExpectation("server", null, null);
        return new HttpExpectation(
                List.of("200", "3xx"), List.of(header), List.of("Hello"), null, "[Ee]rror", 10L, null, 14);
    }

    @Test
    void readsHowOftenACheckRuns() {
        var file = ConfigFile.parse("f", """
                targets: [{address: a.b}]
                checks: [{name: way, test: traceroute, interval: 1s, every: 15m}]
                schedules: [{id: s, checks: [way, mtu]}]
                """);
        var checks = file.schedules().getFirst().checks();
        assertEquals(900_000_000L, checks.getFirst().intervalUs());
        assertNull(checks.getLast().intervalUs());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            targets: {}                                                   | f:1: targets: must be a list
            targets: []                                                   | f:1: targets: needs at least one target
            target: []                                                    | f:1: targets: needs at least one target
            'targets: [{address: "a b"}]'                                 | f:1: targets[0]: address must be
            'targets: [{address: a.b}, {address: a.b}]'                   | f:1: targets[1]: "a.b" stands twice
            'targets: [{address: a.b, colour: red}]'                      | f:1: targets[0].colour: is not known; allowed here: address, dependsOn, id, labels, location, owned
            'targets: [{address: a.b, owned: maybe}]'                     | f:1: targets[0]: owned must be true or false, not maybe
            'targets: [{id: x}]'                                          | f:1: targets[0].address: is missing
            'targets: [{address: a.b}]~checks: [{name: x}]'               | f:2: checks[0].test: is missing; it must be one of ping
            'targets: [{address: a.b}]~checks: [{name: p, test: ping, count: 0}]'  | f:2: checks[0]: count must be 1 to 1000, not 0
            'targets: [{address: a.b}]~checks: [{name: p, test: ping, count: x}]'  | f:2: checks[0].count: must be a whole number
            'targets: [{address: a.b}]~checks: [{name: p, test: sonar}]'  | f:2: checks[0]: test must be one of ping, tcp, http, dns, traceroute, mtu, tls, system, ssh, udp, ports, grpc, throughput, capture, speedtest, not sonar
            'targets: [{address: a.b}]~checks: [{name: p, test: traceroute, protocol: smoke}]' | f:2: checks[0]: protocol must be icmp, udp or tcp, not smoke
            'targets: [{address: a.b}]~checks: [{name: p, test: mtu, largestBytes: 100}]' | f:2: checks[0]: largestBytes must be 576 to 65535, not 100
            'targets: [{address: a.b}]~checks: [{name: p, test: tls, servername: a}]' | f:2: checks[0].servername: is not known; allowed here: every, families, name, port, serverName, test, timeout
            'targets: [{address: a.b}]~checks: [{name: p, test: system, timeout: 1m}]' | f:2: checks[0]: timeoutUs must be 100000 to 10000000, not 60000000
            'targets: [{address: a.b}]~checks: [{name: p, test: udp, payloadBytes: 40}]' | f:2: checks[0]: payloadBytes must be 44 to 8972, not 40
            'targets: [{address: a.b}]~checks: [{name: p, test: ports, ports: "1-2000"}]' | f:2: checks[0]: ports must be at most 1024, not 2000 ports
            'targets: [{address: a.b}]~checks: [{name: t, test: throughput, protocol: udp}]' | f:2: checks[0]: bitsPerSecond must be given for udp, not null
            'targets: [{address: a.b}]~checks: [{name: t, test: throughput, duration: 61s}]' | f:2: checks[0]: durationUs must be 1000000 to 60000000, not 61000000
            'targets: [{address: a.b}]~checks: [{name: s, test: speedtest, path: backend}]' | f:2: checks[0]: path must start and end with
            'targets: [{address: a.b}]~checks: [{name: s, test: speedtest, downloadMib: 1025}]' | f:2: checks[0]: downloadMib must be 1 to 1024, not 1025
            'targets: [{address: a.b}]~checks: [{name: t, test: throughput, parallel: 17}]' | f:2: checks[0]: parallel must be 1 to 16, not 17
            'targets: [{address: a.b}]~checks: [{name: c, test: capture, maxBytes: 20000000}]' | f:2: checks[0]: maxBytes must be 4096 to 16777216, not 20000000
            'targets: [{address: a.b}]~checks: [{name: p, test: ports, ports: "80-"}]' | f:2: checks[0]: ports must be ports and ranges of 1 to 65535, such as 22,80,8000-8100, not "80-"
            'targets: [{address: a.b}]~checks: [{name: p, test: dns, every: 10ms}]' | f:2: checks[0].every: must be 1s to 24h
            'targets: [{address: a.b}]~~schedules: [{id: s, targets: [c]}]' | f:3: schedules[0].targets: "c" is not known; known: a.b
            'targets: [{address: a.b}]~schedules: [{id: s, interval: 1x}]'  | f:2: schedules[0]: interval must be a time
            'targets: [{address: a.b}]~schedules: [{id: s, cron: 0 25 * * *}]' | f:2: schedules[0]: cron hour "25" must be 0 to 23
            'targets: [{address: a.b}]~schedules: [{id: s, cron: "@daily", interval: 5s}]' | f:2: schedules[0].interval: stands beside cron: say one of them
            'targets: [{address: a.b}]~schedules: [{id: s, zone: Mars}]'    | f:2: schedules[0]: zone must be a name of the IANA time zone database
            'targets: [{address: a.b}]~schedules: [{id: s, priority: 10}]'  | f:2: schedules[0]: priority must be 1 to 9, not 10
            'targets: [{address: a.b}]~schedules: [{id: s, slip: 2m}]'      | f:2: schedules[0]: slipUs must be at most the time between two slots, which is 60000000
            'targets: [{address: a.b}]~schedules: [{id: s, windows: [{from: "8:00", to: "9:00"}]}]' | f:2: schedules[0].windows[0]: from must be a time of day such as 08:30, not 8:00
            'targets: [{address: a.b}]~schedules: [{id: s, windows: [{from: "08:00"}]}]' | f:2: schedules[0].windows[0].to: is missing
            'targets: [{address: a.b}]~schedules: [{id: s, windows: [{from: "08:00", to: "08:10"}]}]' | f:2: schedules[0]: windows must each be as long as the longest interval of the schedule and its checks, which is 900 s
            'targets: [{address: a.b}]~schedules: [{id: s, windows: [{days: [monday], from: "08:00", to: "18:00"}]}]' | f:2: schedules[0].windows[0]: days must be of mon, tue
            'targets: [{address: a.b}]~schedules: [{id: s, interval: 2d}]'  | f:2: schedules[0].interval: must be 1s to 24h
            'targets: [{address: a.b}]~schedules: [{id: s, interval: 999999999d}]' | f:2: schedules[0]: interval must be at most 366d
            'targets: [{address: a.b}]~schedules: [{id: s, probes: [x]}]'   | f:2: schedules[0].probes: "x" is not known; known: local
            'targets: [{address: a.b}]~checks: [{name: unknown}]'         | f:2: checks[0].test: is missing
            'targets: [{address: a.b}]~checks: [{name: ping, count: 5}]'  | f:2: checks[0].name: "ping" is the test with its defaults
            'targets: [{address: a.b}]~checks: [{name: p, test: ping, every: 10ms}]' | f:2: checks[0].every: must be 1s to 24h
            'targets: [{address: a.b, dependsOn: [c.d]}]'                 | f:1: targets[0].dependsOn: "c.d" is not known; known: a.b
            'targets: [{address: a.b, dependsOn: [a.b]}]'                 | f:1: targets[0].dependsOn: leads back to "a.b" itself
            'targets:~- {id: x, address: a.b, dependsOn: [y]}~- {id: y, address: a.c, dependsOn: [z]}~- {id: z, address: a.d, dependsOn: [y]}' | f:3: targets[1].dependsOn: leads back to "y" itself
            'targets: [{address: a.b}]~thresholds: [{metric: hops, enter: 1}]' | f:2: thresholds[0].id: is missing
            'targets: [{address: a.b}]~thresholds: [{id: r, enter: 1}]'   | f:2: thresholds[0].metric: is missing
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: hops}]' | f:2: thresholds[0].enter: is missing
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: rtt, enter: 1}]' | f:2: thresholds[0]: metric must be one of authenticationUs, backwardBitsPerSecond, backwardDelayUs,
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: hops, enter: 5s}]' | f:2: thresholds[0]: enter must be a number such as 20 or 0.05, not 5s
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: totalUs, enter: x}]' | f:2: thresholds[0]: enter must be a time
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: hops, enter: 9, exit: 12}]' | f:2: thresholds[0]: exit must be on the good side of enter, which is 9.0, not 12.0
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: hops, enter: 9, tier: 4}]' | f:2: thresholds[0]: tier must be 1 to 3, not 4
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: hops, enter: 9, breaches: 4}]' | f:2: thresholds[0]: breaches must be 1 to 3, not 4
            'targets: [{address: a.b}]~thresholds:~  - id: r~    metric: hops~    enter: 9~    severity: bad' | f:6: thresholds[0]: severity must be one of warning, critical, not bad
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: hops, enter: 9, countsAlso: [late]}]' | f:2: thresholds[0]: countsAlso must be one of isolated, under-load, autonomous, not late
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: hops, enter: 9, match: {colour: red}}]' | f:2: thresholds[0]: match must name check, probe, schedule, site, target, test, probe.LABEL or target.LABEL, not colour
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: hops, enter: 9, colour: red}]' | f:2: thresholds[0].colour: is not known; allowed here: breaches, clears, countsAlso, enabled, enter, exit, id, match, metric, of, severity, tier
            'targets: [{address: a.b}]~thresholds: [{id: default-rtt, metric: hops, enter: 9}]' | f:2: thresholds[0]: id must not be that of a built-in rule
            'targets: [{address: a.b}]~thresholds: [{id: r, metric: hops, enter: 9}, {id: r, metric: hops, enter: 9}]' | f:2: thresholds[1]: "r" stands twice
            'targets: [{address: a.b}]~schedules: [{id: s, escalation: 3}]' | f:2: schedules[0].escalation: must be a mapping of fields
            'targets: [{address: a.b}]~schedules: [{id: s, escalation: {deepestTier: 4}}]' | f:2: schedules[0].escalation: deepestTier must be 1 to 3, not 4
            'targets: [{address: a.b}]~schedules: [{id: s, escalation: {confirmEvery: 2m}}]' | f:2: schedules[0].escalation.confirmEvery: must be 500ms to 60s
            'targets: [{address: a.b}]~schedules: [{id: s, escalation: {tier2: [x]}}]' | f:2: schedules[0].escalation.tier2: "x" is not known; known: ping
            'targets: [{address: a.b}]~schedules: [{id: s, escalation: {depth: 3}}]' | f:2: schedules[0].escalation.depth: is not known; allowed here: approveTier3, confirmEvery, deepestTier, tier2, tier2CoolDown, tier3, tier3CoolDown
            'targets: [{address: a.b}'                                    | f:2: not YAML
            ''                                                            | f:1: the file is empty
            """)
    void saysFileLineFieldAndWhatIsAllowed(String yaml, String complaint) {
        String text = String.valueOf(yaml == null ? "" : yaml).replace('~', '\n') + "\n";
        var problem = assertThrows(StartException.class, () -> ConfigFile.parse("f", text));
        assertTrue(String.valueOf(problem.getMessage()).startsWith(complaint), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets: \u0001", "a: &a [x]\nb: [*a, *b]", "a:\n\t- b", "[[[[", "? [a]: b", "- a"})
    void saysWhatIsNoYamlOrNoConfiguration(String yaml) {
        var problem = assertThrows(StartException.class, () -> ConfigFile.parse("f", yaml));
        assertTrue(String.valueOf(problem.getMessage()).startsWith("f:"), problem.getMessage());
    }
}
