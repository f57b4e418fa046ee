package io.waddleperf.api.paths;

import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import io.waddleperf.policy.Judge;
import io.waddleperf.policy.Verdict.Breaches;
import io.waddleperf.policy.Verdict.Clears;
import io.waddleperf.policy.Verdict.InBand;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What the newest result of a series says, by the rules in force for it.
///
/// It is of this one result: whether a breach is confirmed, and whether it is over, is decided by the escalation, which
/// sees those before it ([Decided]).
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

    /// @param recentLoss  of the last packets of the series; empty where it has none
    /// @param pathAnswers whether anything was ever measured on the path
    static Verdict of(Result result, Expected expected, OptionalDouble recentLoss, boolean pathAnswers, Instant now) {
        var judged = Judge.judge(result, Expectations.TIER, expected.rules(), recentLoss);
        Verdict fresh = switch (result.outcome()) {
            case Outcome.Measured _ -> ofNumbers(judged);
            case Outcome.Failed(var failure, var detail) ->
                unanswered(detail.isBlank() ? failure.wireName() : detail, judged, pathAnswers);
            case Outcome.TimedOut(long afterUs) ->
                unanswered("no answer within " + number(afterUs / 1e6) + " s", judged, pathAnswers);
            case Outcome.Refused(var reason) -> unproven("refused: " + reason);
            case Outcome.Unsupported(var reason) -> unproven("unsupported: " + reason);
            case Outcome.Unknown _ -> unproven("the outcome is of a newer version");
        };
        boolean asked = fresh.counts || result.outcome().unanswered();
        return asked && overdue(result, expected.cadence(), now)
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

    /// Where no rule takes that for a breach, because it is switched off or the result is in doubt, it
    /// says nothing of the path.
    private static Verdict unanswered(String reason, List<io.waddleperf.policy.Verdict> judged, boolean pathAnswers) {
        if (!pathAnswers) {
            return new Verdict(PathState.UNPROVEN, 0, reason, true);
        }
        boolean breach = judged.stream()
                .anyMatch(one -> one instanceof Breaches && one.rule().metric().equals(Threshold.UNANSWERED));
        return breach
                ? new Verdict(PathState.FAILING, FAILING_LOAD, reason, true)
                : unproven(reason + "; by no rule a breach");
    }

    private static Verdict unproven(String reason) {
        return new Verdict(PathState.UNPROVEN, 0, reason, false);
    }

    /// By the rule that is broken worst, else by the one that is nearest to it.
    private static Verdict ofNumbers(List<io.waddleperf.policy.Verdict> judged) {
        return judged.stream()
                .max(Comparator.comparing((io.waddleperf.policy.Verdict one) -> one instanceof Breaches)
                        .thenComparingDouble(io.waddleperf.policy.Verdict::load))
                .map(Verdict::of)
                .orElse(new Verdict(PathState.HEALTHY, 0, "", true));
    }

    private static Verdict of(io.waddleperf.policy.Verdict worst) {
        return switch (worst) {
            case Breaches beyond -> {
                double load = rounded(Math.min(beyond.load(), MOST_BREACH));
                yield new Verdict(PathState.BREACHING, Math.max(load, 1.0001), reason(beyond), true);
            }
            // lost before, or between the bounds
            case InBand within -> new Verdict(PathState.HEALTHY, rounded(Math.min(within.load(), 1)), "", true);
            case Clears within -> new Verdict(PathState.HEALTHY, rounded(within.load()), "", true);
        };
    }

    /// Such as `rttMeanUs 200000 > 100000`; one of the operators' rules is named.
    private static String reason(Breaches beyond) {
        Threshold rule = beyond.rule();
        String sign = rule.worse() == Metric.Worse.LOWER ? " < " : " > ";
        String broken = rule.metric() + ' ' + number(beyond.value()) + sign + number(rule.enter());
        return Thresholds.isBuiltIn(rule.id()) ? broken : broken + " (rule " + rule.id() + ')';
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
