package io.waddleperf.probe.speedtest;

import io.waddleperf.contracts.Details;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What one direction came to.
///
/// @param bitsPerSecond of payload that arrived after the grace time
/// @param us            how long data flowed in all
/// @param retransmits   of what we sent
/// @param congestion    how TCP controls it here; null where nothing tells
record Flow(
        double bitsPerSecond,
        long us,
        List<Details.Interval> intervals,
        OptionalLong retransmits,
        @Nullable String congestion) {
    Flow {
        intervals = List.copyOf(intervals);
    }
}
