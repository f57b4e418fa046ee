package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Samples;
import org.jspecify.annotations.Nullable;

/// What a simulated test would have found.
///
/// @param protocol   as a real probe would have spoken
/// @param durationUs how long the test would have taken
record Finding(
        Outcome outcome,
        Metrics metrics,
        @Nullable Samples samples,
        @Nullable Details details,
        String protocol,
        long durationUs) {
    /// A test that did not run.
    static Finding none(Outcome outcome) {
        return new Finding(outcome, Metrics.NONE, null, null, "none", 0);
    }

    static Finding measured(
            Metrics metrics, @Nullable Samples samples, Details details, String protocol, double durationUs) {
        return new Finding(new Outcome.Measured(), metrics, samples, details, protocol, (long) durationUs);
    }
}
