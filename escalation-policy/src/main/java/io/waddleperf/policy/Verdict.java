package io.waddleperf.policy;

import io.waddleperf.contracts.Threshold;

/// What one rule says of one result.
public sealed interface Verdict {
    Threshold rule();

    /// Of the rule's metric.
    double value();

    /// How far the value is from the entry bound: above 1 it is beyond.
    default double load() {
        return rule().bound().load(value());
    }

    /// Beyond the entry bound.
    record Breaches(Threshold rule, double value) implements Verdict {}

    /// Between the bounds: neither news.
    record InBand(Threshold rule, double value) implements Verdict {}

    /// Within the exit bound.
    record Clears(Threshold rule, double value) implements Verdict {}
}
