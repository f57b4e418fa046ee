package io.waddleperf.api.series;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer: the last hour of several series, each a few arrays with an element a step.
///
/// @param from when the first step begins
public record Sparks(Instant from, long stepUs, List<Spark> items) {
    public Sparks {
        items = List.copyOf(items);
    }

    /// Of a series; null where nothing was measured in a step.
    ///
    /// @param family     `ipv4` or `ipv6`: of two the one that is still tested
    /// @param headline   the metric that the values are of
    /// @param unanswered results that failed or timed out
    /// @param p95Us      the worst of the results
    @SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
    public record Spark(
            String probe,
            String target,
            String check,
            String family,
            String headline,
            long[] unanswered,
            @Nullable Double[] minUs,
            @Nullable Double[] meanUs,
            @Nullable Double[] p95Us) {}
}
