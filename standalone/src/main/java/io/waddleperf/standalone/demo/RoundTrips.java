package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import java.util.Arrays;

/// Simulated round trips, none of them lost, and the numbers that a real probe makes of such.
final class RoundTrips {
    private final double[] us;

    /// @param us microseconds, in the order of sending; at least one
    RoundTrips(double[] us) {
        this.us = us.clone();
    }

    Metrics.Builder addTo(Metrics.Builder metrics) {
        double[] sorted = us.clone();
        Arrays.sort(sorted);
        if (us.length > 1) {
            metrics.put(Metric.JITTER_US, jitterUs());
        }
        return metrics.put(Metric.PACKETS_SENT, us.length)
                .put(Metric.PACKETS_RECEIVED, us.length)
                .put(Metric.LOSS_RATIO, 0)
                .put(Metric.RTT_MIN_US, sorted[0])
                .put(Metric.RTT_MEAN_US, Arrays.stream(us).average().orElseThrow())
                .put(Metric.RTT_P50_US, percentile(sorted, 0.5))
                .put(Metric.RTT_P95_US, percentile(sorted, 0.95))
                .put(Metric.RTT_MAX_US, sorted[sorted.length - 1]);
    }

    private double jitterUs() {
        double sum = 0;
        for (int i = 1; i < us.length; i++) {
            sum += Math.abs(us[i] - us[i - 1]);
        }
        return sum / (us.length - 1);
    }

    /// By nearest rank.
    private static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
