package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.TestSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            'targets: [{address: a.b}]~checks: [{name: p, test: sonar}]'  | f:2: checks[0]: test must be one of ping, tcp, http, dns, not sonar
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
