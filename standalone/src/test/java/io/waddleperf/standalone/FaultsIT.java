package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 of the probe, of `mariadbd` and of everything, in turn, while 50 results/s flow: each
/// result in the probe's journal is in Kafka, and in the database once.
///
/// `-Dfaults.rounds=N` repeats the three kills; one round is the default.
class FaultsIT {
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final int SERIES = 50;
    private static final int PORT = FreePorts.next();
    private static final int KAFKA_PORT = FreePorts.next();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    @SuppressWarnings("ArrayRecordComponent") // compared byte by byte where it counts
    private record Sent(byte[] value, int times) {}

    private record Snapshot(List<UUID> journal, Map<UUID, Sent> kafka, List<UUID> stored) {
        boolean settled() {
            return kafka.keySet().containsAll(journal) && new HashSet<>(stored).equals(kafka.keySet());
        }
    }

    @Test
    void losesAndDoublesNothingWhateverIsKilled() throws Exception {
        Path busy = config("busy.yaml", "1s");
        Path quiet = config("quiet.yaml", "24h");
        Path data = dir.resolve("data");
        for (int round = 0; round < Integer.getInteger("faults.rounds", 1); round++) {
            try (var system = start(data, busy)) {
                awaitFlow(system);
                for (String child : List.of("probe", "mariadbd")) {
                    long before = system.pid(child);
                    ProcessHandle.of(before).orElseThrow().destroyForcibly();
                    Await.until(child + " runs again", SOON, () -> system.pid(child) != before);
                    awaitFlow(system);
                }
                system.kill();
            }
        }
        try (var system = start(data, busy)) {
            awaitFlow(system);
        }
        try (var system = start(data, quiet)) {
            compare(system, data);
        }
    }

    private static RunningSystem start(Path data, Path config) throws IOException {
        return RunningSystem.start(data, PORT, KAFKA_PORT, "--config=" + config).ready();
    }

    private void compare(RunningSystem system, Path data) throws Exception {
        Snapshot all = Await.value("the probe has sent all, and the sink has stored it", SOON, () -> {
            var taken = new Snapshot(journal(data), kafka(system), database(system, data));
            return taken.settled() ? Optional.of(taken) : Optional.empty();
        });
        List<UUID> journal = all.journal();
        Map<UUID, Sent> kafka = all.kafka();
        List<UUID> stored = all.stored();
        Set<UUID> storedOnce = new HashSet<>(stored);
        long doubledInKafka =
                kafka.values().stream().mapToInt(sent -> sent.times() - 1).sum();
        System.out.printf(
                "faults: %d results in the journal, %d in Kafka (%d of them sent twice, byte for byte), %d in the database%n",
                journal.size(), kafka.size(), doubledInKafka, stored.size());
        assertTrue(journal.size() > 4 * SERIES, "enough results flowed: " + journal.size());
        assertEquals(journal.size(), new HashSet<>(journal).size(), "the journal holds each result once");
        assertEquals(stored.size(), storedOnce.size(), "the database holds each result once");
        assertEquals(kafka.keySet(), storedOnce);
        assertTrue(storedOnce.containsAll(journal), "nothing is lost");
    }

    /// At least 20 new results within the limit.
    private static void awaitFlow(RunningSystem system) {
        Set<String> seen = new HashSet<>();
        Await.until("results flow", SOON, () -> {
            try {
                var items = system.get("/api/v1/results?limit=100").at("/items");
                boolean first = seen.isEmpty();
                long fresh = 0;
                for (var item : items) {
                    fresh += seen.add(item.at("/id").asText()) ? 1 : 0;
                }
                return !first && fresh > 20;
            } catch (AssertionError e) {
                return false; // the database is coming back
            }
        });
    }

    private static List<UUID> journal(Path data) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "../probe-worker/target/probe/probe-worker.jar",
                        "io.waddleperf.probe.spool.SpoolJournal",
                        data.resolve("probe/spool").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String ids = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return ids.lines().map(UUID::fromString).toList();
    }

    private static Map<UUID, Sent> kafka(RunningSystem system) throws IOException {
        var found = new HashMap<UUID, Sent>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", system.runtime().at("/kafka").asText());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.RESULTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> {
                    UUID id = WireCodec.read(Result.class, r.value()).id();
                    Sent before = found.put(id, new Sent(r.value(), 1));
                    if (before != null) {
                        assertArrayEquals(before.value(), r.value(), "a resend is byte-identical");
                        found.put(id, new Sent(r.value(), before.times() + 1));
                    }
                });
            }
        }
        return found;
    }

    private static List<UUID> database(RunningSystem system, Path data) throws Exception {
        String url = "jdbc:mariadb://127.0.0.1:"
                + system.runtime().at("/database/port").asInt() + "/waddleperf?sslMode=disable";
        String password = Files.readString(data.resolve("database.password")).strip();
        var ids = new ArrayList<UUID>();
        try (var connection = DriverManager.getConnection(url, "waddleperf", password);
                var rows = connection.createStatement().executeQuery("SELECT result_id FROM result")) {
            while (rows.next()) {
                var bits = ByteBuffer.wrap(rows.getBytes(1));
                ids.add(new UUID(bits.getLong(), bits.getLong()));
            }
        }
        return ids;
    }

    private Path config(String name, String interval) throws IOException {
        String targets = IntStream.rangeClosed(1, SERIES)
                .mapToObj(i -> "  - address: 127.0.1." + i)
                .collect(Collectors.joining("\n"));
        return Files.writeString(dir.resolve(name), """
                targets:
                %s
                checks:
                  - {name: brief, test: ping, count: 2, interval: 5ms}
                schedules:
                  - {id: all, checks: [brief], interval: %s}
                """.formatted(targets, interval));
    }
}
