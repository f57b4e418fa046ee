package io.waddleperf.probe.oneshot;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Test;
import io.waddleperf.testkit.ShownBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @org.junit.jupiter.api.Test
    void takesValuesBehindABlankOrAnEqualsSign() {
        var options = Options.of(List.of(
                "--tests",
                "ping,tls",
                "-o",
                "json",
                "example.net:443",
                "-4",
                "-6",
                "-n",
                "--count=3",
                "--timeout=500ms",
                "--set",
                "ping.payloadBytes=100",
                "--secrets=keys",
                "--responder-token-file",
                "token"));
        assertEquals(
                new Options(
                        "example.net:443",
                        List.of(Test.PING, Test.TLS),
                        OptionalInt.empty(),
                        Options.Output.JSON,
                        Set.of(Family.IPV4, Family.IPV6),
                        OptionalInt.of(3),
                        OptionalLong.of(500_000),
                        false,
                        true,
                        Parameters.NONE.with("ping.payloadBytes=100"),
                        Optional.of(Path.of("keys")),
                        Optional.of(Path.of("token"))),
                options);
    }

    @org.junit.jupiter.api.Test
    void needsATargetOnly() {
        var options = Options.of(List.of("192.0.2.1"));
        assertEquals(Options.Output.TABLE, options.output());
        assertTrue(options.tests().isEmpty()
                && options.tier().isEmpty()
                && options.families().isEmpty()
                && options.secrets().isEmpty()
                && options.tokenFile().isEmpty());
        assertEquals(Parameters.NONE, options.parameters());
    }

    @org.junit.jupiter.api.Test
    void takesEachLineThatTheDocumentationShows() throws IOException {
        int taken = 0;
        for (var block : ShownBlock.all()) {
            for (var words : block.commands()) {
                if (words.getFirst().equals("measure")) {
                    assertDoesNotThrow(
                            () -> Options.of(words.subList(1, words.size())), () -> block.page() + ": " + words);
                    taken++;
                }
            }
        }
        assertTrue(taken > 5, "lines: " + taken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a --tests=pong           | --tests must be of ping, tcp, http
            a --tests=               | --tests must be of ping, tcp, http
            a --tests=ping --tier=1  | --tests must stand without --tier
            a --tier=4               | --tier must be 1 to 3, not 4
            a --tier                 | --tier needs a value
            a --count=0              | --count must be 1 to 1000, not 0
            a --count=many           | --count must be 1 to 1000, not "many"
            a --timeout=2            | --timeout must be a time such as 500ms, 2s or PT2S, not "2"
            a --set                  | --set needs a value
            a --set ping             | --set must be TEST.FIELD=VALUE
            a -o xml                 | --output must be table or json, not "xml"
            a --owned=false          | --owned takes no value, not --owned=false
            a --colour               | option must be --tests, --tier
            a b                      | measure takes one target, not [a, b]
            -4                       | measure takes one target, not []
            ftp://a/                 | must be an address, a name, name:port
            """)
    void saysWhatIsWrongAndWhatIsAllowed(String arguments, String complaint) {
        var e = assertThrows(IllegalArgumentException.class, () -> Options.of(List.of(arguments.split(" "))));
        assertTrue(String.valueOf(e.getMessage()).contains(complaint), e.getMessage());
    }
}
