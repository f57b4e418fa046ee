package io.waddleperf.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.probe.spool.SpoolJournal;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/// A probe whose broker goes away and comes back.
class AutonomyIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PROBE = "alone";
    private static final long LOG_BYTES = 64 << 20;

    @TempDir
    private Path directory;

    @org.junit.jupiter.api.Test
    void testsOnWithoutKafkaAndEachSlotHasOneEndingAfterwards() throws Exception {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        int port = assignAndLearn(begin);
        try (var probe = start(port)) {
            Await.until("some slots were tested alone", SOON, () -> journal().size() >= 5);
            probe.kill();
        }
        int before = journal().size();
        try (var probe = start(port)) {
            Await.until("some more after a kill", SOON, () -> journal().size() >= before + 3);
            endings(begin, port);
            probe.terminate();
            probe.exitCode(5);
        }
        assertEquals(journal().size(), Set.copyOf(journal()).size());
    }

    /// Kafka is back, and the scheduler's commands for all slots since the begin come at once.
    private void endings(Instant begin, int port) throws Exception {
        var alone = Set.copyOf(journal());
        try (var broker = EmbeddedKafka.start(kafka(port));
                var spine = Spine.connect(broker.bootstrap())) {
            var commands = commands(begin, Instant.now());
            spine.send(commands.toArray(Command[]::new));
            var expected = commands.stream().map(one -> Ids.result(one.id())).collect(Collectors.toSet());
            // of those that it did not run nothing is said where they are long over
            Await.until(
                    "each that it ran has an ending",
                    SOON,
                    () -> Set.copyOf(spine.results(PROBE)).containsAll(alone));
            assertEquals(1, spine.distinctValues(PROBE), "what came twice is the same, byte by byte");
            assertTrue(expected.containsAll(alone), "slots and their ids are the scheduler's");
            for (var id : alone) {
                assertInstanceOf(Cause.Autonomous.class, spine.result(PROBE, id).cause());
            }
        }
    }

    /// @return the port of a broker that has gone
    private int assignAndLearn(Instant begin) throws Exception {
        try (var broker = EmbeddedKafka.start(kafka(0));
                var spine = Spine.connect(broker.bootstrap());
                var probe = start(broker.port())) {
            var assignment = new Assignment(PROBE, List.of(item(begin)), begin, 1, null, null);
            spine.sendBytes(Topics.ASSIGNMENTS, PROBE, WireCodec.bytes(assignment));
            Await.until("the assignment is kept", SOON, () -> Files.exists(directory.resolve("probe/assignment.json")));
            assertTrue(probe.ready());
            return broker.port();
        }
    }

    private static Assignment.Item item(Instant begin) {
        return new Assignment.Item(
                "default",
                Samples.target("127.0.0.1"),
                "ping",
                Family.IPV4,
                TestSpec.defaultOf(Test.PING),
                1_000_000,
                0,
                begin,
                List.of(),
                null);
    }

    /// As a scheduler gives them, for slots whose time may be over.
    private static List<Command> commands(Instant from, Instant to) {
        var commands = new ArrayList<Command>();
        for (Instant slot = from.plusSeconds(1); slot.isBefore(to); slot = slot.plusSeconds(1)) {
            commands.add(Samples.command(PROBE, Samples.target("127.0.0.1"), Test.PING, slot)
                    .goodUntil(slot.plusSeconds(1)));
        }
        return commands;
    }

    private KafkaSettings kafka(int port) {
        return new KafkaSettings(directory.resolve("kafka"), port, LOG_BYTES);
    }

    private ProbeProcess start(int port) throws IOException {
        return ProbeProcess.start(
                "--probe-id=" + PROBE,
                "--bootstrap-servers=127.0.0.1:" + port,
                "--data=" + directory.resolve("probe"),
                "--autonomous-after=2",
                "--allow-loopback=true");
    }

    private List<UUID> journal() throws IOException {
        return SpoolJournal.read(directory.resolve("probe/spool"));
    }
}
