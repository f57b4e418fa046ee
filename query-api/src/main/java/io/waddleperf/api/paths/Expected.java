package io.waddleperf.api.paths;

import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Threshold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is expected of a series.
///
/// @param cadence when its results are due; null where no schedule tests it, so that none is
/// @param rules   of tier 1 that are in force for it, one for each metric
record Expected(@Nullable Cadence cadence, List<Threshold> rules) {
    Expected {
        rules = List.copyOf(rules);
    }

    @Nullable
    Long intervalUs() {
        return cadence == null ? null : cadence.intervalUs();
    }

    /// Whether one of its rules is about this metric.
    boolean judges(String metric) {
        return rules.stream().anyMatch(rule -> rule.metric().equals(metric));
    }
}
