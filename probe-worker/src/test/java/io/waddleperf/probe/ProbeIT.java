package io.waddleperf.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.Version;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.probe.spool.SpoolJournal;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The whole probe against a real broker; each test has a probe id of its own.
class ProbeIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @AutoClose
    private static Spine spine;

    @TempDir
    private Path directory;

    @BeforeAll
    static void connect() throws Exception {
        spine = Spine.connect();
    }

    @org.junit.jupiter.api.Test
    void answersEachCommandWithItsResult() throws Exception {
        try (var probe = spine.probe("answers", directory)) {
            Await.until("the probe is ready", SOON, probe::ready);
            var heartbeat =
                    Await.value("a heartbeat", SOON, () -> spine.newest(Topics.HEARTBEATS, "answers", Heartbeat.class));
            assertEquals(
                    "127.0.0.1",
                    heartbeat.responder() == null
                            ? ""
                            : heartbeat.responder().udp().replaceAll(":.*", ""));
            assertTrue(String.valueOf(heartbeat.capabilities()).contains("ping, "), heartbeat.toString());
            assertFalse(String.valueOf(heartbeat.capabilities()).contains("capture"), heartbeat.toString());
            assertTrue(heartbeat.clock() != null, heartbeat.toString());
            assertEquals(Version.current(InstantSource.system()).toString(), heartbeat.version());
            String web =
                    heartbeat.responder() == null ? "" : heartbeat.responder().http() + "/";
            var ping = command("answers", "127.0.0.1", Test.PING);
            var http = command("answers", web, Test.HTTP);
            var failing = command("answers", web + "status/503", Test.HTTP);
            spine.send(ping, http, http, failing);
            Await.equal(3, SOON, () -> spine.results("answers").size());
            assertInstanceOf(Outcome.Measured.class, result("answers", ping).outcome());
            assertInstanceOf(Outcome.Measured.class, result("answers", http).outcome());
            assertInstanceOf(Outcome.Failed.class, result("answers", failing).outcome());
        }
    }

    @org.junit.jupiter.api.Test
    void startsADelayedCommandLaterAndLooksAtItself() throws Exception {
        try (var probe = spine.probe("waits", directory)) {
            Await.until("the probe is ready", SOON, probe::ready);
            var delayed = command("waits", "127.0.0.1", Test.PING).after(Duration.ofMillis(300));
            var itself = command("waits", "nowhere.invalid", Test.SYSTEM);
            spine.send(delayed, itself);
            Await.equal(2, SOON, () -> spine.results("waits").size());
            assertInstanceOf(Outcome.Measured.class, result("waits", delayed).outcome());
            assertTrue(result("waits", delayed).quality().scheduleLagUs() >= 300_000);
            assertInstanceOf(Outcome.Measured.class, result("waits", itself).outcome());
            assertInstanceOf(
                    Details.SystemDetails.class, result("waits", itself).details());
        }
    }

    @org.junit.jupiter.api.Test
    void passesOverWhatItCannotReadAndTellsIt() throws Exception {
        try (var probe = spine.probe("poisoned", directory)) {
            spine.sendBytes(Topics.COMMANDS, "poisoned", "{\"not\":\"a command\"}".getBytes(StandardCharsets.UTF_8));
            var good = command("poisoned", "127.0.0.1", Test.PING);
            spine.send(command("somebody-else", "127.0.0.1", Test.PING), good);
            Await.equal(1, SOON, () -> spine.results("poisoned").size());
            assertInstanceOf(Outcome.Measured.class, result("poisoned", good).outcome());
            var letter = Await.value(
                    "a dead letter", SOON, () -> spine.newest(Topics.DEAD_LETTERS, "poisoned", DeadLetter.class));
            assertEquals(Topics.COMMANDS.name(), letter.topic());
            assertTrue(probe.ready());
        }
    }

    @org.junit.jupiter.api.Test
    void losesAndDoublesNothingWhenKilledInTheMiddle() throws Exception {
        var commands = new HashSet<UUID>();
        var due = Instant.now();
        for (int kill = 0; kill < 3; kill++) {
            try (var probe = spine.probe("killed", directory)) {
                for (int i = 0; i < 60; i++) {
                    var command = Samples.command(
                            "killed", Samples.target("127.0.0.1"), Test.PING, due.plusNanos(1_000L * commands.size()));
                    commands.add(command.id());
                    spine.send(command);
                }
                int before = 40 * (kill + 1);
                Await.until("some are done", SOON, () -> journal().size() >= before);
                probe.kill();
            }
        }
        try (var probe = spine.probe("killed", directory)) {
            Await.equal(
                    commands.size(),
                    SOON,
                    () -> Set.copyOf(spine.results("killed")).size());
            Await.until("the probe is ready", SOON, probe::ready);
            probe.terminate();
            probe.exitCode(5);
        }
        assertEquals(commands.size(), journal().size(), "each command ran and was written once");
        assertEquals(
                commands.stream().map(Ids::result).collect(java.util.stream.Collectors.toSet()), Set.copyOf(journal()));
        assertEquals(Set.copyOf(journal()), Set.copyOf(spine.results("killed")));
        assertEquals(1, spine.distinctValues("killed"), "what was sent twice is the same, byte by byte");
    }

    @org.junit.jupiter.api.Test
    void refusesTopicsWithAnotherPartitionCount() throws Exception {
        try (var probe = ProbeProcess.start(
                "--probe-id=wrong",
                "--partitions=5",
                "--bootstrap-servers=" + spine.bootstrap(),
                "--data=" + directory)) {
            assertEquals(4, probe.exitCode(30));
            assertTrue(
                    probe.said()
                            .contains("probe: topic waddleperf.commands has 4 partitions, but --partitions says 5;"
                                    + " set --partitions to the topic's count"),
                    probe::said);
        }
    }

    private java.util.List<UUID> journal() throws IOException {
        return SpoolJournal.read(directory.resolve("spool"));
    }

    private static Command command(String probe, String target, Test test) {
        return Samples.command(probe, Samples.target(target), test, Instant.now());
    }

    private static Result result(String probe, Command command) {
        return spine.result(probe, Ids.result(command.id()));
    }
}
