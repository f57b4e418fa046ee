package io.waddleperf.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exclusive tests through whole probes: what a probe does that gets two at once, and what others
/// read of the results that it and the far end made meanwhile.
class ExclusiveIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long RATE = 20_000_000;

    @AutoClose
    private static Spine spine;

    @TempDir
    private Path directory;

    @BeforeAll
    static void connect() throws Exception {
        spine = Spine.connect();
    }

    @Test
    void runOneAfterTheOtherAndMarkWhatBothEndsMeasureMeanwhile() throws Exception {
        try (var near = spine.probe("near", directory.resolve("near"));
                var far = spine.probe("far", directory.resolve("far"))) {
            Await.until("both are ready", SOON, () -> near.ready() && far.ready());
            int port = iperfPort("far");
            var tests = List.of(throughput("near", port), throughput("near", port), throughput("near", port));
            spine.send(tests.toArray(Command[]::new));
            // long enough to outlast the first, short enough to begin beside it
            var beside = List.of(ping("near"), ping("far"));
            spine.send(beside.toArray(Command[]::new));
            Await.equal(4, SOON, () -> spine.results("near").size());
            Await.equal(1, SOON, () -> spine.results("far").size());
            var ran = tests.stream()
                    .map(ExclusiveIT::result)
                    .sorted(Comparator.comparing(Result::startedAt))
                    .toList();
            ran.forEach(one -> assertEquals(new Outcome.Measured(), one.outcome()));
            for (int i = 1; i < ran.size(); i++) {
                assertTrue(!ran.get(i).startedAt().isBefore(end(ran.get(i - 1))), "overlap");
            }
            for (var one : beside) {
                assertTrue(result(one).quality().underLoad(), () -> one.probe() + " was under load");
            }
        }
    }

    private static Instant end(Result result) {
        // starts are read from the wall clock, ends from the ticker
        return result.startedAt().plusNanos(result.durationUs() * 1_000).minusMillis(50);
    }

    private static Command throughput(String probe, int port) {
        return order(
                probe,
                new ThroughputSpec(port, "tcp", "forward", 1, 2_000_000, null, RATE, 1_400, 20_000_000),
                "throughput");
    }

    private static Command ping(String probe) {
        return order(probe, new PingSpec(40, 56, 100_000, 1_000_000), "ping");
    }

    private static Command order(String probe, TestSpec spec, String check) {
        Instant now = Instant.now();
        return Command.of(
                new Cause.OnDemand(UUID.randomUUID(), "operator"),
                probe,
                Samples.target("127.0.0.1"),
                check,
                Family.IPV4,
                spec,
                1,
                now,
                now.plusSeconds(60));
    }

    private static int iperfPort(String probe) {
        return Await.value(
                "a heartbeat",
                SOON,
                () -> spine.newest(Topics.HEARTBEATS, probe, Heartbeat.class)
                        .map(Heartbeat::responder)
                        .map(Heartbeat.Responder::iperf)
                        .map(address -> Integer.parseInt(address.substring(address.lastIndexOf(':') + 1))));
    }

    private static Result result(Command command) {
        return Objects.requireNonNull(spine.result(command.probe(), Ids.result(command.id())));
    }
}
