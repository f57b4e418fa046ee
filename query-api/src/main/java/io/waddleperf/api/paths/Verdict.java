package io.waddleperf.api.paths;

import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What the newest result of a series says.
///
/// @param load   how far from its bound: above 1 it breaches
/// @param counts whether it says something about the path, and not only about the probe
public record Verdict(PathState state, double load, String reason, boolean counts) {
    /// No breach of a bound is as bad as no answer.
    static final double FAILING_LOAD = 1_000;
    private static final double MOST_BREACH = FAILING_LOAD - 1;
    private static final int MISSED_SLOTS = 3;
    private static final Duration GRACE = Duration.ofSeconds(5);

    static final Verdict NO_RESULT = new Verdict(PathState.UNPROVEN, 0, "no result yet", false);

    /// @param cadence     null where no schedule tests this series, so that no result is due
    /// @param pathAnswers whether anything was ever measured on the path
    static Verdict of(Result result, @Nullable Cadence cadence, boolean pathAnswers, Instant now) {
        Verdict fresh = switch (result.outcome()) {
            case Outcome.Measured _ -> ofBounds(result);
            case Outcome.Failed(var failure, var detail) ->
                unanswered(detail.isBlank() ? failure.wireName() : detail, pathAnswers);
            case Outcome.TimedOut(long afterUs) ->
                unanswered("no answer within " + number(afterUs / 1e6) + " s", pathAnswers);
            case Outcome.Refused(var reason) -> unproven("refused: " + reason);
            case Outcome.Unsupported(var reason) -> unproven("unsupported: " + reason);
            case Outcome.Unknown _ -> unproven("the outcome is of a newer version");
        };
        return fresh.counts && overdue(result, cadence, now)
                ? new Verdict(
                        PathState.STALE,
                        0,
                        "no result since " + result.startedAt().truncatedTo(ChronoUnit.SECONDS),
                        true)
                : fresh;
    }

    private static boolean overdue(Result result, @Nullable Cadence cadence, Instant now) {
        if (cadence == null) {
            return false;
        }
        Instant last = result.dueAt();
        Cadence own = cadence.through(last);
        for (int i = 0; i < MISSED_SLOTS; i++) {
            last = own.slotAfter(last);
        }
        return now.isAfter(last.plus(GRACE));
    }

    private static Verdict unanswered(String reason, boolean pathAnswers) {
        return pathAnswers
                ? new Verdict(PathState.FAILING, FAILING_LOAD, reason, true)
                : new Verdict(PathState.UNPROVEN, 0, reason, true);
    }

    private static Verdict unproven(String reason) {
        return new Verdict(PathState.UNPROVEN, 0, reason, false);
    }

    private static Verdict ofBounds(Result result) {
        return Bound.defaultsOf(result.test()).stream()
                .max(Comparator.comparingDouble(bound -> bound.load(result.metrics())))
                .map(bound -> of(bound, result))
                .orElseGet(() -> new Verdict(PathState.HEALTHY, 0, "", true));
    }

    private static Verdict of(Bound worst, Result result) {
        double load = Math.min(worst.load(result.metrics()), MOST_BREACH);
        if (load <= 1) {
            return new Verdict(PathState.HEALTHY, rounded(load), "", true);
        }
        Metric metric = Metric.ofWireName(worst.metric());
        double value = metric == null ? 0 : result.metrics().get(metric).orElse(0);
        String sign = metric != null && metric.worse() == Metric.Worse.LOWER ? " < " : " > ";
        String reason = worst.metric() + ' ' + number(value) + sign + number(worst.limit());
        return new Verdict(PathState.BREACHING, Math.max(rounded(load), 1.0001), reason, true);
    }

    private static double rounded(double load) {
        return Math.rint(load * 10_000) / 10_000;
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
