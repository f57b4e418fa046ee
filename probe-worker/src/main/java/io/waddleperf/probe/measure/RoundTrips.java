package io.waddleperf.probe.measure;

import com.datadoghq.sketch.ddsketch.DDSketches;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Samples;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Round-trip times of one test, in the order of sending.
///
/// @param us microseconds, three decimals
public record RoundTrips(List<Double> us) {
    private static final double RELATIVE_ACCURACY = 0.01;

    public RoundTrips {
        us = us.stream().map(value -> Math.rint(value * 1_000) / 1_000).toList();
    }

    /// Minimum, mean, median, 95th percentile, maximum and jitter; nothing of no round trips.
    public void addTo(Metrics.Builder metrics) {
        if (us.isEmpty()) {
            return;
        }
        double[] sorted = sorted();
        metrics.put(Metric.RTT_MIN_US, sorted[0])
                .put(Metric.RTT_MEAN_US, Arrays.stream(sorted).average().orElseThrow())
                .put(Metric.RTT_P50_US, percentile(sorted, 50))
                .put(Metric.RTT_P95_US, percentile(sorted, 95))
                .put(Metric.RTT_MAX_US, sorted[sorted.length - 1]);
        if (us.size() > 1) {
            metrics.put(Metric.JITTER_US, jitterUs());
        }
    }

    /// Raw up to [Samples#MOST_RAW], else a sketch.
    public Samples samples() {
        if (us.size() <= Samples.MOST_RAW) {
            return new Samples.Raw(us);
        }
        var sketch = DDSketches.unboundedDense(RELATIVE_ACCURACY);
        us.forEach(sketch::accept);
        var bytes = sketch.serialize();
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new Samples.Sketch(us.size(), Base64.getEncoder().encodeToString(copy));
    }

    /// The interarrival differences of RFC 3550, section 6.4.1, averaged: packets leave evenly
    /// spaced, so the difference of transit times is that of consecutive round trips.
    double jitterUs() {
        double sum = 0;
        for (int i = 1; i < us.size(); i++) {
            sum += Math.abs(us.get(i) - us.get(i - 1));
        }
        return us.size() < 2 ? 0 : sum / (us.size() - 1);
    }

    public double[] sorted() {
        return us.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /// By nearest rank.
    ///
    /// @param sorted ascending, at least one
    public static double percentile(double[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }
}
