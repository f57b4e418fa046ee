package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.TimestampSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final OptionalDouble LOST_MUCH = OptionalDouble.of(0.3);

    @Test
    void hasNoVerdictOnWhatWasNotStarted() {
        assertEquals(List.of(), verdicts(result(new Outcome.Refused("busy"), Metrics.NONE, false), List.of()));
    }

    /// What earlier results lost is no second breach of one that lost nothing.
    @Test
    void needsNewLossForANewBreach() {
        assertInstanceOf(
                Verdict.InBand.class, verdicts(ping(0, false), List.of()).getFirst());
        assertInstanceOf(
                Verdict.Breaches.class, verdicts(ping(0.1, false), List.of()).getFirst());
    }

    @Test
    void doesNotTakeADoubtfulResultAtItsWordUnlessTheRuleDoes() {
        assertEquals(List.of(), verdicts(ping(0.1, true), List.of()));
        assertEquals(1, verdicts(ping(0.1, true), List.of(Doubt.UNDER_LOAD)).size());
    }

    private static List<Verdict> verdicts(Result result, List<Doubt> countsAlso) {
        var rule = new Threshold(
                "loss", true, Map.of(), Threshold.RECENT_LOSS, 1, 0.05, null, 2, 3, 3, Severity.WARNING, countsAlso, 1);
        return Judge.judge(result, List.of(rule), LOST_MUCH);
    }

    private static Result ping(double loss, boolean underLoad) {
        Metrics metrics = Metrics.builder()
                .put(Metric.PACKETS_SENT, 10)
                .put(Metric.LOSS_RATIO, loss)
                .build();
        return result(new Outcome.Measured(), metrics, underLoad);
    }

    static Result result(Outcome outcome, Metrics metrics, boolean underLoad) {
        var id = new UUID(1, 2);
        Instant at = Instant.parse("2026-01-01T12:00:00Z");
        return new Result(
                id,
                id,
                id,
                "p",
                "t",
                "ping",
                io.waddleperf.contracts.Test.PING,
                Family.IPV4,
                1,
                new Cause.Scheduled("default", at),
                at,
                at,
                0,
                outcome,
                metrics,
                null,
                null,
                new Quality(TimestampSource.USER, "test", "icmp", 0, underLoad, null, false, false));
    }
}
