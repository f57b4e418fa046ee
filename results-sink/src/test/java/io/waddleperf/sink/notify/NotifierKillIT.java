package io.waddleperf.sink.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.TestDatabase;
import io.waddleperf.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 while transitions flow: each is told, and a kill doubles one message at most.
///
/// `-Dnotify.kills=N` makes it longer.
class NotifierKillIT {
    private static final int KILLS = Integer.getInteger("notify.kills", 5);
    private static final int BEFORE_A_KILL = 25;
    private static final Duration SOON = Duration.ofSeconds(40);

    private final Set<String> expected = new TreeSet<>();
    private final AtomicInteger children = new AtomicInteger();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @Test
    void tellsEachTransitionThoughItIsKilledAndDoublesOneMessageAKillAtMost() throws Exception {
        var server = TestServers.freshDatabase();
        var database = Rig.source(server);
        Migrations.run(database);
        Rig.provision();
        var group = UUID.randomUUID().toString();
        long startNs = System.nanoTime();
        try (var receiver = new Receiver();
                var producer = Rig.producer(TestServers.kafka())) {
            for (int kill = 0; kill < KILLS; kill++) {
                var child = start(server, group, receiver);
                int before = receiver.requests.size();
                for (int i = 0; i < BEFORE_A_KILL; i++) {
                    var incident = Rig.incident();
                    for (var revision : new io.waddleperf.contracts.Incident[] {
                        incident.open(), incident.severity(Severity.CRITICAL), incident.closed()
                    }) {
                        producer.send(Topics.INCIDENTS.record(revision.id().toString(), revision, 4))
                                .get(10, TimeUnit.SECONDS);
                    }
                    var id = incident.next().id();
                    Stream.of("/opened/1/hook", "/changed/2/hook", "/closed/3/hook")
                            .forEach(each -> expected.add(id + each));
                }
                int enough = before + 5 + 4 * kill;
                Await.until("some messages", SOON, () -> receiver.requests.size() >= enough);
                child.destroyForcibly(); // SIGKILL
                child.waitFor();
            }
            var last = start(server, group, receiver);
            try {
                Await.until("all are told", SOON, () -> keys(receiver).containsAll(expected));
            } finally {
                last.destroyForcibly();
                last.waitFor();
            }
            report(receiver, startNs);
        }
    }

    private void report(Receiver receiver, long startNs) throws Exception {
        var seen = new HashSet<String>();
        int doubled = 0;
        for (var request : receiver.taken("/hook")) {
            var ours = request.keys().stream().filter(expected::contains).toList();
            doubled += !ours.isEmpty() && ours.stream().anyMatch(seen::contains) ? 1 : 0;
            seen.addAll(ours);
        }
        int counted = counted();
        System.out.printf(
                "%d transitions in %d messages under %d kills: %d messages came twice, %d counted as possible; %.1f s%n",
                expected.size(),
                receiver.requests.size(),
                KILLS,
                doubled,
                counted,
                (System.nanoTime() - startNs) / 1e9);
        assertEquals(expected, new TreeSet<>(seen));
        assertTrue(doubled <= KILLS, doubled + " messages came twice");
        assertTrue(doubled <= counted, counted + " were counted, but " + doubled + " came twice");
        assertTrue(counted <= KILLS, counted + " were counted");
    }

    private static Set<String> keys(Receiver receiver) {
        var keys = new HashSet<String>();
        receiver.taken("/hook").forEach(each -> keys.addAll(each.keys()));
        return keys;
    }

    private Process start(TestDatabase server, String group, Receiver receiver) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NotifierProcess.class.getName(),
                        TestServers.kafka(),
                        server.jdbcUrl(),
                        server.user(),
                        server.password(),
                        group,
                        receiver.url("/hook").toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        dir.resolve("child-" + children.incrementAndGet()).toFile())
                .start();
    }

    /// What the processes said at last, in all.
    private int counted() throws Exception {
        int sum = 0;
        try (var files = Files.list(dir)) {
            for (var file : files.toList()) {
                sum += Files.readString(file)
                        .lines()
                        .filter(line -> line.startsWith("possibly doubled: "))
                        .mapToInt(line -> Integer.parseInt(line.substring(18)))
                        .max()
                        .orElse(0);
            }
        }
        return sum;
    }
}
