package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.Details;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a test came to, as a client sees it.
///
/// @param forward     null where nothing was sent
/// @param backward    null where nothing was asked for
/// @param retransmits of both ends, as far as they tell
/// @param latencyBy   how the round trips were measured
record Report(
        @Nullable Flow forward,
        @Nullable Flow backward,
        OptionalLong retransmits,
        @Nullable String congestion,
        @Nullable String backwardCongestion,
        List<Double> idleUs,
        List<Double> loadedUs,
        String latencyBy,
        List<Details.Interval> intervals) {
    /// One direction.
    ///
    /// @param bitsPerSecond that arrived
    /// @param sent          packets, as are the next two; of UDP
    /// @param reordered     -1 where the receiver does not tell
    record Flow(double bitsPerSecond, long sent, long lost, long reordered, double jitterUs) {
        double lossRatio() {
            return sent == 0 ? 0 : (double) lost / sent;
        }
    }
}
