package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.TestSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertEquals(new TestSpec.Ping(20, 1400, 5_000, 1_000_000), check.spec());
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
                arguments("test: tcp, port: 22, timeout: 1s", new TestSpec.Tcp(22, 1_000_000)),
                arguments("test: traceroute", TestSpec.Traceroute.DEFAULT),
                arguments(
                        "test: traceroute, protocol: tcp, cycles: 100, maxHops: 20, port: 443, interval: 1s, timeout: 2s",
                        new TestSpec.Traceroute("tcp", 100, 20, 443, 1_000_000, 2_000_000)),
                arguments("test: mtu, largestBytes: 1500, timeout: 500ms", new TestSpec.Mtu(1_500, 500_000)),
                arguments(
                        "test: tls, port: 993, serverName: mail.example.net, timeout: 5s",
                        new TestSpec.Tls(993, "mail.example.net", 5_000_000)),
                arguments("test: system, timeout: 3s", new TestSpec.SystemState(3_000_000)));
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
            'targets: [{address: a.b, colour: red}]'                      | f:1: targets[0].colour: is not known; allowed here: address, id, labels, owned
            'targets: [{address: a.b, owned: maybe}]'                     | f:1: targets[0]: owned must be true or false, not maybe
            'targets: [{id: x}]'                                          | f:1: targets[0].address: is missing
            'targets: [{address: a.b}]~checks: [{name: x}]'               | f:2: checks[0].test: is missing; it must be one of ping
            'targets: [{address: a.b}]~checks: [{name: p, test: ping, count: 0}]'  | f:2: checks[0]: count must be 1 to 1000, not 0
            'targets: [{address: a.b}]~checks: [{name: p, test: ping, count: x}]'  | f:2: checks[0].count: must be a whole number
            'targets: [{address: a.b}]~checks: [{name: p, test: sonar}]'  | f:2: checks[0]: test must be one of ping, tcp, http, dns, traceroute, mtu, tls, system, not sonar
            'targets: [{address: a.b}]~checks: [{name: p, test: traceroute, protocol: smoke}]' | f:2: checks[0]: protocol must be icmp, udp or tcp, not smoke
            'targets: [{address: a.b}]~checks: [{name: p, test: mtu, largestBytes: 100}]' | f:2: checks[0]: largestBytes must be 576 to 65535, not 100
            'targets: [{address: a.b}]~checks: [{name: p, test: tls, servername: a}]' | f:2: checks[0].servername: is not known; allowed here: every, families, name, port, serverName, test, timeout
            'targets: [{address: a.b}]~checks: [{name: p, test: system, timeout: 1m}]' | f:2: checks[0]: timeoutUs must be 100000 to 10000000, not 60000000
            'targets: [{address: a.b}]~checks: [{name: p, test: dns, every: 10ms}]' | f:2: checks[0].every: must be 1s to 24h
            'targets: [{address: a.b}]~~schedules: [{id: s, targets: [c]}]' | f:3: schedules[0].targets: "c" is not known; known: a.b
            'targets: [{address: a.b}]~schedules: [{id: s, interval: 1x}]'  | f:2: schedules[0]: interval must be a time
            'targets: [{address: a.b}]~schedules: [{id: s, interval: 2d}]'  | f:2: schedules[0].interval: must be 1s to 24h
            'targets: [{address: a.b}]~schedules: [{id: s, interval: 999999999d}]' | f:2: schedules[0]: interval must be at most 366d
            'targets: [{address: a.b}]~schedules: [{id: s, probes: [x]}]'   | f:2: schedules[0].probes: "x" is not known; known: local
            'targets: [{address: a.b}]~checks: [{name: unknown}]'         | f:2: checks[0].test: is missing
            'targets: [{address: a.b}]~checks: [{name: ping, count: 5}]'  | f:2: checks[0].name: "ping" is the test with its defaults
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
