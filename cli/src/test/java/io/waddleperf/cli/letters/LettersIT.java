package io.waddleperf.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letters are listed and shown on a real broker.
class LettersIT {
    private static final String RESULTS = Topics.RESULTS.name();
    private static LetterKafka kafka;

    @BeforeAll
    static void open() throws Exception {
        kafka = new LetterKafka(TestServers.kafka());
    }

    @AfterAll
    static void close() {
        kafka.close();
    }

    @Test
    void listsByTimeTopicReaderAndReason() throws Exception {
        var now = Cli.now();
        for (int hours : List.of(72, 48, 1)) {
            var letter = DeadLetter.of(
                    Letters.result(hours),
                    null,
                    null,
                    "timed",
                    "the value is null",
                    now.minus(Duration.ofHours(hours)));
            kafka.bury(letter, "timed", now.minus(Duration.ofHours(hours)));
        }
        assertEquals(List.of("1", "48", "72"), offsets(run("list", "--reader", "timed")));
        assertEquals(List.of("1"), offsets(run("list", "--reader", "timed", "--since", "2h")));
        assertEquals(List.of("48", "72"), offsets(run("list", "--reader", "timed", "--until", "2h")));
        assertEquals(List.of("48"), offsets(run("list", "--reader", "timed", "--since", "50h", "--until", "2h")));
        assertEquals(List.of("1"), offsets(run("list", "--reader", "timed", "--limit", "1")));
        assertEquals(List.of(), offsets(run("list", "--reader", "timed", "--topic", "rollups")));
        assertEquals(
                List.of("1", "48", "72"),
                offsets(run("list", "--reader", "timed", "--topic", "results", "--reason", "VALUE is")));
    }

    private static List<String> offsets(Cli ran) {
        assertEquals(0, ran.code(), ran.err());
        return ran.out()
                .lines()
                .filter(line -> line.matches("\\d+-\\d+ .*"))
                .map(line -> line.replaceAll(".*results-2@(\\d+) .*", "$1"))
                .toList();
    }

    @Test
    void listsAsJson() throws Exception {
        var source = kafka.send(RESULTS, 2, "json", "{".getBytes(UTF_8));
        String id = kafka.bury(source, "json", "{".getBytes(UTF_8), "json-reader");
        var ran = run("list", "--reader", "json-reader", "--output", "json");
        assertTrue(ran.out().startsWith("{\"items\":[{\"id\":\"" + id + "\",\"writtenAt\":\""), ran.out());
        assertTrue(ran.out().contains("\"partition\":2,\"offset\":" + source.offset()), ran.out());
        assertTrue(ran.out().contains("\"state\":\"new\""), ran.out());
    }

    @Test
    void showsARecordWithItsHeadersAsLongAsItStands() throws Exception {
        byte[] value = "{\"id\":7,\"of\":[]}".getBytes(UTF_8);
        var source = kafka.send(Topics.ROLLUPS.name(), 3, "shown", value);
        String id = kafka.bury(source, "shown", value, "results-sink");
        var ran = run("show", id);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("source    " + source + "; its record still stands there\n"), ran.out());
        assertTrue(ran.out().contains("headers   ce_id: id of it\n"), ran.out());
        assertTrue(ran.out().endsWith("value     16 bytes, JSON\n{\n  \"id\": 7,\n  \"of\": []\n}\n"), ran.out());
        assertArrayEquals(value, run("show", id, "--value").bytes());
        kafka.forget(Topics.ROLLUPS.name(), 3);
        var gone = run("show", id);
        assertTrue(gone.out().contains("its record is gone from there: older than what"), gone.out());
        assertTrue(gone.out().contains("headers   gone with the record"), gone.out());
        assertArrayEquals(value, run("show", id, "--value").bytes());
    }

    @Test
    void showsALargeValueFromItsSource() throws Exception {
        var large = new byte[300_000];
        large[0] = 7;
        var source = kafka.send(Topics.ROLLUPS.name(), 2, "large", large);
        String id = kafka.bury(source, "large", large, "results-sink");
        assertArrayEquals(large, run("show", id, "--value").bytes());
        var ran = run("show", id);
        assertTrue(ran.out().contains("value     300000 bytes, no text\n00000000  07 00"), ran.out());
        kafka.forget(Topics.ROLLUPS.name(), 2);
        var gone = run("show", id, "--value");
        assertEquals(2, gone.code());
        assertTrue(gone.err().contains("the value of " + id + " is not there"), gone.err());
        assertTrue(run("show", id).out().contains("gone: its 300000 bytes were too many"));
    }

    @Test
    void showsAsJson() throws Exception {
        var source = kafka.send(RESULTS, 0, "json", "{".getBytes(UTF_8));
        String id = kafka.bury(source, "json", "{".getBytes(UTF_8), "results-sink");
        var ran = run("show", id, "--output", "json");
        assertTrue(ran.out().contains("\"stands\":true"), ran.out());
        assertTrue(ran.out().contains("\"headers\":[{"), ran.out());
        assertTrue(ran.out().endsWith("\"key\":\"anNvbg==\",\"headers\":" + headers(ran) + ",\"value\":\"ew==\"}\n"));
    }

    private static String headers(Cli ran) {
        return ran.out().replaceAll("(?s).*\"headers\":(\\[.*?\\]),.*", "$1");
    }

    @Test
    void saysThatALetterIsNotThere() {
        var ran = run("show", "0-999999999");
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("there is no dead letter 0-999999999"), ran.err());
        assertEquals(2, run("replay", "0-999999999", "--yes").code());
        assertEquals(2, run("show", "7-0").code());
    }

    @Test
    void endsWhereNobodyAnswers() {
        long startNs = System.nanoTime();
        String nobody = "127.0.0.1:" + FreePorts.next();
        for (String[] command : List.of(new String[] {"list"}, new String[] {"replay", "0-1", "--yes"})) {
            var arguments = new ArrayList<>(List.of("dead-letters"));
            arguments.addAll(List.of(command));
            arguments.addAll(List.of("--bootstrap", nobody, "--timeout", "1s"));
            var ran = Cli.run(arguments.toArray(String[]::new));
            assertEquals(3, ran.code(), ran.err());
            assertTrue(ran.err().contains("Kafka at " + nobody + " does not answer within 1 s"), ran.err());
        }
        assertTrue(System.nanoTime() - startNs < Duration.ofSeconds(30).toNanos());
    }

    @Test
    void findsNothingOnAnEmptyTopicAndSaysWhereThereIsNone(@TempDir Path dir) throws Exception {
        try (var broker = EmbeddedKafka.start(new KafkaSettings(dir.resolve("kafka"), 0, 64 << 20))) {
            var absent = Cli.run("dead-letters", "list", "--bootstrap", broker.bootstrap());
            assertEquals(3, absent.code());
            assertTrue(absent.err().contains("has no topic waddleperf.dead-letters"), absent.err());
            Path config = dir.resolve("client.properties");
            Files.writeString(config, "bootstrap.servers=" + broker.bootstrap() + "\n");
            try (var _ = new LetterKafka(broker.bootstrap())) {
                var list = Cli.run("dead-letters", "list", "--kafka-config", config.toString());
                assertEquals("0 dead letters\n", list.out(), list.err());
                var replay =
                        Cli.run("dead-letters", "replay", "--topic", "results", "--kafka-config", config.toString());
                assertEquals("no dead letter matches\n", replay.out(), replay.err());
                assertEquals(0, replay.code());
            }
        }
        assertFalse(Files.exists(Path.of("data")));
    }

    @Test
    void saysWhichSettingOfKafkasClientsIsWrong(@TempDir Path dir) throws Exception {
        Path config = dir.resolve("client.properties");
        Files.writeString(config, "security.protocol=SASL_TSL\n");
        var ran = run("list", "--kafka-config", config.toString());
        assertEquals(3, ran.code());
        assertTrue(ran.err().contains("SASL_TSL"), ran.err());
    }

    private static Cli run(String... arguments) {
        var all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap", kafka.bootstrap()));
        return Cli.run(all.toArray(String[]::new));
    }
}
