package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.ShownBlock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class UpCommandTest {
    @Test
    void hasTheDefaultsThatAreDocumented() {
        var options = parse();
        assertEquals(8080, options.port());
        assertEquals(9092, options.kafkaPort());
        assertTrue(options.data().endsWith("data"));
        assertEquals(Duration.ofSeconds(30), options.interval());
        assertEquals(10L << 30, options.maxDiskBytes());
        assertEquals(List.of(), options.targets());
        assertFalse(options.watchNetwork());
        assertFalse(options.demo());
        assertNull(options.listen(), "nobody else is answered");
    }

    @Test
    void answersOthersOnTheAddressThatItIsTold() {
        var listen = Objects.requireNonNull(parse("--listen=192.0.2.7").listen());
        assertEquals("192.0.2.7", listen.advertised());
        assertEquals(9093, listen.kafkaPort());
        assertEquals("192.0.2.7:8080", listen.authority(8080));
        assertEquals(List.of("127.0.0.1", "192.0.2.7", "::1", "localhost"), listen.hosts());
    }

    @Test
    void isFoundByAnotherNameWhereItHasOne() {
        var listen =
                Objects.requireNonNull(parse("--listen=0.0.0.0", "--advertise=wp.example", "--listen-kafka-port=9193")
                        .listen());
        assertTrue(listen.address().isAnyLocalAddress());
        assertEquals("wp.example:9193", listen.authority(listen.kafkaPort()));
        assertEquals(List.of("127.0.0.1", "::1", "localhost", "wp.example"), listen.hosts());
        var six = Objects.requireNonNull(parse("--listen=2001:db8::7").listen());
        assertEquals("[2001:db8:0:0:0:0:0:7]:8080", six.authority(8080));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --listen=wp.example | --listen must be an address of this machine
                    --listen=0.0.0.0 | --advertise HOST must say which of them
                    --advertise=wp.example | goes with --listen
                    --listen=192.0.2.7 --advertise=a/b | must be a host name or an address
                    --listen=192.0.2.7 --listen-kafka-port=9092 | must differ from --port and --kafka-port
                    --listen=192.0.2.7 --demo | leave out --listen
                    """)
    void saysWhatIsWrongWithListening(String arguments, String message) {
        var problem = assertThrows(ParameterException.class, () -> parse(arguments.split(" ")));
        assertTrue(String.valueOf(problem.getMessage()).contains(message), problem.getMessage());
    }

    @Test
    void takesEachLineThatTheDocumentationShows() throws IOException {
        int taken = 0;
        for (var block : ShownBlock.all()) {
            for (var words : block.commands()) {
                if (words.getFirst().equals("up")) {
                    var arguments = words.subList(1, words.size()).toArray(String[]::new);
                    assertDoesNotThrow(() -> parse(arguments), () -> block.page() + ": " + words);
                    taken++;
                }
            }
        }
        assertTrue(taken > 8, "lines: " + taken);
    }

    @Test
    void keepsTheDemoAwayFromRealResults() {
        assertTrue(parse("--demo").demo());
        assertTrue(parse("--demo").data().endsWith("data-demo"));
        assertTrue(parse("--demo", "--data=elsewhere").data().endsWith("elsewhere"));
    }

    @ParameterizedTest
    @CsvSource({
        "--target=a.b, --target",
        "--config=f, --config",
        "--watch-network, --watch-network",
        "--interval=5s, --interval"
    })
    void takesNoTargetsInTheDemo(String argument, String option) {
        var problem = assertThrows(ParameterException.class, () -> parse("--demo", argument));
        assertEquals(
                "--demo brings its own targets and times; leave out " + option + ", or leave out --demo",
                problem.getMessage());
    }

    @Test
    void takesSeveralTargets() {
        var options = parse("--target", "a.b", "--target=https://c.d/", "--interval", "5s", "--max-disk", "2G");
        assertEquals(List.of("a.b", "https://c.d/"), options.targets());
        assertEquals(Duration.ofSeconds(5), options.interval());
        assertEquals(2L << 30, options.maxDiskBytes());
        assertNull(options.databaseMemoryBytes());
        assertEquals(3L << 30, parse("--database-memory", "3g").databaseMemoryBytes());
    }

    @Test
    void keepsTheArchiveInItsFolderUnlessToldOtherwise() {
        var folder = java.nio.file.Path.of("/data/archive");
        assertEquals(
                Map.of(
                        "waddleperf.archive.location",
                        "dir:/data/archive",
                        "waddleperf.archive.work-folder",
                        "/data/archive-work"),
                Standalone.archive(folder, Map.of()));
        assertEquals(
                Map.of("waddleperf.archive.work-folder", "/data/archive-work"),
                Standalone.archive(folder, Map.of("WADDLEPERF_ARCHIVE_LOCATION", "s3://bucket")));
    }

    @Test
    void letsTheEnvironmentSayWhomToTellAndWhereThePageIs() {
        var web = "http://127.0.0.1:8080";
        assertEquals(
                Map.of("waddleperf.external-url", web, "waddleperf.notifications.allow-inside", "true"),
                Standalone.notifications(List.of(), web, Map.of()));
        var environment = Map.of(
                "WADDLEPERF_EXTERNAL_URL", "https://waddle.example", "WADDLEPERF_NOTIFICATIONS_ALLOW_INSIDE", "false");
        assertEquals(Map.of(), Standalone.notifications(List.of(), web, environment));
        assertEquals(
                Map.of("waddleperf.notifications.urls", "syslog://a syslog://b"),
                Standalone.notifications(List.of("syslog://a", "syslog://b"), web, environment));
    }

    @Test
    void takesSeveralUrlsOfThoseWhoAreTold() {
        var options = parse("--notify", "http://127.0.0.1:9/hook", "--notify=syslog://127.0.0.1:514");
        assertEquals(List.of("http://127.0.0.1:9/hook", "syslog://127.0.0.1:514"), options.notifyUrls());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=0           | --port must be 1 to 65535, not 0",
                "--kafka-port=70000 | --kafka-port must be 1 to 65535, not 70000",
                "--interval=10ms    | --interval must be 1s to 24h, not 10ms",
                "--interval=soon    | --interval must be a time such as",
                "--max-disk=5       | --max-disk must be a size such as",
                "--interval=999999999d | --interval must be at most 366d",
                "--max-disk=999999999t | --max-disk is larger than any disk",
                "--port=9092        | --port and --kafka-port must differ",
                "--notify=ftp://x    | --notify ftp:…: must be http://…, https://…, mailto:ADDRESS",
                "--max-disk=5m      | --max-disk must be at least 1g, not 5m",
                "--database-memory=1m | --database-memory must be 64m to 1t, not 1m",
                "--database-memory=2t | --database-memory must be 64m to 1t, not 2t",
            })
    void saysWhichOptionIsWrongAndWhatIsAllowed(String argument, String complaint) {
        var problem = assertThrows(ParameterException.class, () -> parse(argument));
        assertTrue(String.valueOf(problem.getMessage()).startsWith(complaint), problem.getMessage());
    }

    private static UpOptions parse(String... args) {
        var command = new UpCommand();
        new CommandLine(command).parseArgs(args);
        return command.options();
    }
}
