package io.waddleperf.policy;

import io.waddleperf.contracts.Threshold;

/// What one rule says of one result.
public sealed interface Verdict {
    Threshold rule();

    /// Beyond the entry bound.
    record Breaches(Threshold rule, double value) implements Verdict {}

    /// Between the bounds: neither news.
    record InBand(Threshold rule, double value) implements Verdict {}

    /// Within the exit bound.
    record Clears(Threshold rule, double value) implements Verdict {}
}
