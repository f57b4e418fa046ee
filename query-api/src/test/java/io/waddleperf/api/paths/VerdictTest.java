package io.waddleperf.api.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.TierRules;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.Timing;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VerdictTest {
    private static final Instant DUE = Samples.AT;
    private static final Outcome MEASURED = new Outcome.Measured();
    private static final Cadence MINUTE = new Cadence(60_000_000, 0, null);
    private static final Cadence ON_THE_HOUR =
            new Cadence(60_000_000, 0, new Timing(new Cron("0-9 * * * *", "UTC"), List.of(), null, null));

    private static final TierRules IN_FORCE = new TierRules(1, List.of());

    /// A row of the table: what came, and what is made of it.
    record Case(
            String name,
            Result result,
            @Nullable Cadence cadence,
            boolean pathAnswers,
            long ageSeconds,
            PathState state,
            double load,
            String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Case> cases() {
        var good = Samples.ping("local", "web", DUE);
        var lossy = result(
                Test.PING,
                MEASURED,
                Metrics.builder()
                        .put(Metric.PACKETS_SENT, 10)
                        .put(Metric.RTT_MEAN_US, 50_000)
                        .put(Metric.LOSS_RATIO, 0.2)
                        .build());
        var certificate = result(
                Test.HTTP,
                MEASURED,
                Metrics.builder()
                        .put(Metric.TOTAL_US, 1_000)
                        .put(Metric.CERTIFICATE_DAYS, 3)
                        .build());
        var atBound = result(
                Test.DNS,
                MEASURED,
                Metrics.builder().put(Metric.LOOKUP_US, 1_000_000).build());
        var endless = result(
                Test.DNS,
                MEASURED,
                Metrics.builder().put(Metric.LOOKUP_US, 1e13).build());
        var failed = result(Test.HTTP, new Outcome.Failed(Failure.STATUS, "503, expected 200 to 399"), Metrics.NONE);
        var mute = result(Test.TCP, new Outcome.Failed(Failure.CONNECTION_REFUSED, ""), Metrics.NONE);
        var late = result(Test.TCP, new Outcome.TimedOut(1_500_000), Metrics.NONE);
        var refused = result(Test.PING, new Outcome.Refused("not allowed"), Metrics.NONE);
        var unsupported = result(Test.PING, new Outcome.Unsupported("no ICMP"), Metrics.NONE);
        return Stream.of(
                new Case("all well", good, MINUTE, true, 1, PathState.HEALTHY, 0.0005, ""),
                new Case("loss", lossy, MINUTE, true, 1, PathState.BREACHING, 4, "recentLossRatio 0.2 > 0.05"),
                new Case("soon ends", certificate, null, true, 1, PathState.BREACHING, 1.5714, "certificateDays 3 < 7"),
                new Case("at the bound", atBound, null, true, 1, PathState.HEALTHY, 1, ""),
                new Case(
                        "no breach fails",
                        endless,
                        null,
                        true,
                        1,
                        PathState.BREACHING,
                        999,
                        "lookupUs 10000000000000 > 1000000"),
                new Case("failed", failed, MINUTE, true, 1, PathState.FAILING, 1_000, "503, expected 200 to 399"),
                new Case("without words", mute, MINUTE, true, 1, PathState.FAILING, 1_000, "connection-refused"),
                new Case("timed out", late, MINUTE, true, 1, PathState.FAILING, 1_000, "no answer within 1.5 s"),
                new Case("never answered", failed, MINUTE, false, 1, PathState.UNPROVEN, 0, "503, expected 200 to 399"),
                new Case("refused", refused, MINUTE, true, 1, PathState.UNPROVEN, 0, "refused: not allowed"),
                new Case("unsupported", unsupported, MINUTE, true, 999, PathState.UNPROVEN, 0, "unsupported: no ICMP"),
                new Case("just in time", good, MINUTE, true, 185, PathState.HEALTHY, 0.0005, ""),
                new Case(
                        "overdue", good, MINUTE, true, 186, PathState.STALE, 0, "no result since 2026-11-23T02:42:00Z"),
                new Case(
                        "overdue failure",
                        failed,
                        MINUTE,
                        true,
                        186,
                        PathState.STALE,
                        0,
                        "no result since 2026-11-23T02:42:00Z"),
                new Case("waits for its hour", good, ON_THE_HOUR, true, 1_200, PathState.HEALTHY, 0.0005, ""),
                new Case(
                        "overdue in its hour",
                        good,
                        ON_THE_HOUR,
                        true,
                        1_206,
                        PathState.STALE,
                        0,
                        "no result since 2026-11-23T02:42:00Z"),
                new Case("nothing is due", good, null, true, 9_999, PathState.HEALTHY, 0.0005, ""));
    }

    private static Result result(Test test, Outcome outcome, Metrics metrics) {
        return Samples.result("local", "web", test, DUE, outcome, metrics);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judges(Case row) {
        var expected = new Expected(row.cadence, IN_FORCE.of(Map.of()));
        var loss = row.result.metrics().get(Metric.LOSS_RATIO);
        Verdict verdict = Verdict.of(row.result, expected, loss, row.pathAnswers, DUE.plusSeconds(row.ageSeconds));
        assertEquals(row.state, verdict.state());
        assertEquals(row.load, verdict.load(), 1e-9);
        assertEquals(row.reason, verdict.reason());
    }

    private static final Result SLOW = result(
            Test.PING,
            MEASURED,
            Metrics.builder()
                    .put(Metric.PACKETS_SENT, 10)
                    .put(Metric.RTT_MEAN_US, 150_000)
                    .put(Metric.LOSS_RATIO, 0.1)
                    .build());
    private static final Result DOWN = result(Test.PING, new Outcome.TimedOut(1_000_000), Metrics.NONE);

    private static Threshold rule(String metric, double enter, boolean enabled, Doubt... countsAlso) {
        return new Threshold(
                "mine", enabled, Map.of(), metric, 1, enter, null, 2, 3, 3, Severity.WARNING, List.of(countsAlso), 1);
    }

    private static String said(Result result, double recentLoss, Threshold... configured) {
        var expected = new Expected(null, new TierRules(1, List.of(configured)).of(Map.of()));
        Verdict verdict = Verdict.of(result, expected, OptionalDouble.of(recentLoss), true, DUE);
        return verdict.state().wireName() + ' ' + verdict.load() + ' ' + verdict.reason();
    }

    @org.junit.jupiter.api.Test
    void goesByTheOperatorsOwnRuleAndNamesIt() {
        assertEquals("breaching 1.5 rttMeanUs 150000 > 100000", said(SLOW, 0));
        assertEquals("healthy 0.75 ", said(SLOW, 0, rule("rttMeanUs", 200_000, true)), "a higher limit");
        assertEquals(
                "breaching 3.0 rttMeanUs 150000 > 50000 (rule mine)",
                said(SLOW, 0, rule("rttMeanUs", 50_000, true)),
                "a lower one");
        assertEquals("healthy 0.0 ", said(SLOW, 0, rule("rttMeanUs", 1, false)), "switched off");
        assertEquals("breaching 1.5 rttMeanUs 150000 > 100000", said(SLOW, 0, rule("jitterUs", 1, true)));
    }

    @org.junit.jupiter.api.Test
    void countsTheLossOfTheLastPackets() {
        var fast = rule("rttMeanUs", 1, false);
        assertEquals("healthy 0.2 ", said(SLOW, 0.01, fast), "one of 10 now, and of 100");
        assertEquals("breaching 1.4 recentLossRatio 0.07 > 0.05", said(SLOW, 0.07, fast));
        assertEquals(
                "breaching 2.0 lossRatio 0.1 > 0.05 (rule mine)",
                said(SLOW, 0.01, fast, rule("lossRatio", 0.05, true)));
        var lostNothing = Samples.ping("local", "web", DUE);
        assertEquals("healthy 1.0 ", said(lostNothing, 0.07), "only those before it lost");
    }

    @org.junit.jupiter.api.Test
    void whatNoRuleTakesForABreachSaysNothing() {
        assertEquals("failing 1000.0 no answer within 1 s", said(DOWN, 0));
        assertEquals(
                "unproven 0.0 no answer within 1 s; by no rule a breach",
                said(DOWN, 0, rule(Threshold.UNANSWERED, 0.5, false)));
        var doubtful = underLoad(DOWN);
        assertEquals("unproven 0.0 no answer within 1 s; by no rule a breach", said(doubtful, 0));
        assertEquals(
                "failing 1000.0 no answer within 1 s",
                said(doubtful, 0, rule(Threshold.UNANSWERED, 0.5, true, Doubt.UNDER_LOAD)));
        assertEquals("healthy 0.0 ", said(underLoad(SLOW), 0.5));
    }

    private static Result underLoad(Result of) {
        return with(of, 1, new Quality(TimestampSource.USER, "icmp-raw", "icmp", 0, true, null, false, false));
    }

    private static Result with(Result of, int tier, Quality quality) {
        return new Result(
                of.id(),
                of.commandId(),
                of.runId(),
                of.probe(),
                of.target(),
                of.check(),
                of.test(),
                of.family(),
                tier,
                of.cause(),
                of.dueAt(),
                of.startedAt(),
                of.durationUs(),
                of.outcome(),
                of.metrics(),
                of.samples(),
                of.details(),
                quality);
    }

    /// A deeper tier runs the check again: the series goes by its own rules all the same.
    @org.junit.jupiter.api.Test
    void judgesADeeperTestOfTheSeriesByTheSameRules() {
        assertEquals("breaching 1.5 rttMeanUs 150000 > 100000", said(with(SLOW, 3, SLOW.quality()), 0));
    }
}
