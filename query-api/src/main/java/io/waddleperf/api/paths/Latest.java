package io.waddleperf.api.paths;

import io.waddleperf.contracts.Result;

/// The newest result of a series.
///
/// @param measuredOnce whether this series has ever had a measurement
/// @param document     the result as on the topic
public record Latest(Result result, boolean measuredOnce, String document) {
    SeriesName series() {
        return SeriesName.of(result);
    }
}
