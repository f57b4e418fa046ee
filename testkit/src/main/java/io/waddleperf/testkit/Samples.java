package io.waddleperf.testkit;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TimestampSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Events for tests: small, valid, and the same whenever their arguments are.
public final class Samples {
    public static final Instant AT = Instant.parse("2026-11-23T02:42:00Z");

    private Samples() {}

    /// A target whose id is its address.
    public static Target target(String address) {
        return new Target(address, address, true, Map.of(), 1, null);
    }

    /// A scheduled tier-1 command with the default parameters of its test, good for 30 s.
    public static Command command(String probe, Target target, Test test, Instant dueAt) {
        return Command.of(
                new Cause.Scheduled("default", dueAt),
                probe,
                target,
                test.wireName(),
                target.endpoint().family(),
                TestSpec.defaultOf(test),
                1,
                dueAt,
                dueAt.plusSeconds(30));
    }

    /// A ping of 10 packets without loss, 50 µs in the mean.
    public static Result ping(String probe, String target, Instant dueAt) {
        var metrics = Metrics.builder()
                .put(Metric.PACKETS_SENT, 10)
                .put(Metric.PACKETS_RECEIVED, 10)
                .put(Metric.LOSS_RATIO, 0)
                .put(Metric.RTT_MIN_US, 40)
                .put(Metric.RTT_MEAN_US, 50)
                .put(Metric.RTT_P50_US, 50)
                .put(Metric.RTT_P95_US, 60)
                .put(Metric.RTT_MAX_US, 60)
                .put(Metric.JITTER_US, 2.5)
                .build();
        return result(probe, target, Test.PING, dueAt, new Outcome.Measured(), metrics);
    }

    public static Result failed(String probe, String target, Test test, Instant dueAt, Outcome outcome) {
        return result(probe, target, test, dueAt, outcome, Metrics.NONE);
    }

    public static Result result(
            String probe, String target, Test test, Instant dueAt, Outcome outcome, Metrics metrics) {
        var cause = new Cause.Scheduled("default", dueAt);
        var commandId = Ids.command(cause, 1, probe, target, test.wireName(), Family.IPV4);
        return new Result(
                Ids.result(commandId),
                commandId,
                Ids.run(cause),
                probe,
                target,
                test.wireName(),
                test,
                Family.IPV4,
                1,
                cause,
                dueAt,
                dueAt.plusMillis(2),
                20_000,
                outcome,
                metrics,
                test == Test.PING ? new io.waddleperf.contracts.Samples.Raw(List.of(40.0, 60.0)) : null,
                test == Test.PING ? new Details.PingDetails(target, 64, List.of()) : null,
                new Quality(TimestampSource.KERNEL_TX_RX, "icmp-raw", "icmp", 2_000, false, null, false, false));
    }
}
