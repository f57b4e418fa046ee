package io.waddleperf.policy;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Holds a result against the rules in force.
public final class Judge {
    private Judge() {}

    /// @param rules      in force for the series
    /// @param recentLoss over the series' last packets; empty for tests without packets
    /// @return a verdict for each rule that this result has a number for and that takes it at its
    ///     word
    public static List<Verdict> judge(Result result, List<Threshold> rules, OptionalDouble recentLoss) {
        return judge(result, result.tier(), rules, recentLoss);
    }

    /// The same by the rules of another tier: how a series is goes by those of tier 1, also where its
    /// newest result is one of a deeper tier.
    public static List<Verdict> judge(Result result, int tier, List<Threshold> rules, OptionalDouble recentLoss) {
        Set<Doubt> doubts = Doubt.of(result);
        var verdicts = new ArrayList<Verdict>(rules.size());
        for (Threshold rule : rules) {
            if (rule.tier() == tier && rule.countsAlso().containsAll(doubts)) {
                value(result, rule, recentLoss).ifPresent(value -> verdicts.add(verdict(result, rule, value)));
            }
        }
        return verdicts;
    }

    private static Verdict verdict(Result result, Threshold rule, double value) {
        if (rule.breachedBy(value)) {
            // packets that earlier results lost make no new breach of one that lost none
            boolean ofBefore = rule.metric().equals(Threshold.RECENT_LOSS)
                    && result.metrics().get(Metric.LOSS_RATIO).orElse(0) <= 0;
            return ofBefore ? new Verdict.InBand(rule, value) : new Verdict.Breaches(rule, value);
        }
        return rule.clearedBy(value) ? new Verdict.Clears(rule, value) : new Verdict.InBand(rule, value);
    }

    /// Whether the result breaches a rule of another tier, such as the one that opened the path.
    static Optional<Breach> breach(Result result, Threshold rule) {
        OptionalDouble loss = result.metrics().get(Metric.LOSS_RATIO);
        OptionalDouble value = value(result, rule, loss);
        return value.isPresent() && rule.breachedBy(value.getAsDouble())
                ? Optional.of(Turn.breach(result, rule, value.getAsDouble()))
                : Optional.empty();
    }

    private static OptionalDouble value(Result result, Threshold rule, OptionalDouble recentLoss) {
        return switch (rule.metric()) {
            case Threshold.UNANSWERED -> unanswered(result.outcome());
            case Threshold.RECENT_LOSS -> sentNothing(result) ? OptionalDouble.empty() : recentLoss;
            default -> {
                Metric metric = Metric.ofWireName(rule.metric());
                yield metric == null ? OptionalDouble.empty() : result.metrics().get(metric);
            }
        };
    }

    private static boolean sentNothing(Result result) {
        return result.metrics().get(Metric.PACKETS_SENT).orElse(0) < 1;
    }

    /// What the probe did not start says nothing of the target.
    private static OptionalDouble unanswered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured _ -> OptionalDouble.of(0);
            case Outcome.Failed _, Outcome.TimedOut _ -> OptionalDouble.of(1);
            case Outcome.Refused _, Outcome.Unsupported _, Outcome.Unknown _ -> OptionalDouble.empty();
        };
    }
}
