package io.waddleperf.probe.throughput;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.throughput.Report.Flow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes of a report what a result carries.
final class Findings {
    private final ThroughputSpec spec;
    private final Destination destination;
    private final Measurement.How how;

    Findings(ThroughputSpec spec, Destination destination) {
        this.spec = spec;
        this.destination = destination;
        this.how = new Measurement.How(TimestampSource.USER, "iperf3", "iperf3/" + spec.protocol());
    }

    Measurement ended(Outcome outcome) {
        return new Measurement(outcome, Metrics.NONE, null, null, how);
    }

    /// A direction in which nothing at all arrived is no throughput of 0, but a failure.
    Measurement measurement(Report report, int tries) {
        boolean silent = silent(report.forward()) || silent(report.backward());
        var outcome = silent
                ? new Outcome.Failed(Failure.IO, "no data arrived " + (silent(report.forward()) ? "there" : "here"))
                : new Outcome.Measured();
        return new Measurement(outcome, metrics(report), null, details(report, tries), how);
    }

    private static boolean silent(@Nullable Flow flow) {
        return flow != null && flow.bitsPerSecond() == 0;
    }

    private Metrics metrics(Report report) {
        var metrics = Metrics.builder();
        destination.resolveUs().ifPresent(us -> metrics.put(Metric.RESOLVE_US, us));
        var forward = report.forward();
        var backward = report.backward();
        double sum = 0;
        if (forward != null) {
            sum += forward.bitsPerSecond();
            metrics.put(Metric.FORWARD_BITS_PER_SECOND, forward.bitsPerSecond());
        }
        if (backward != null) {
            sum += backward.bitsPerSecond();
            metrics.put(Metric.BACKWARD_BITS_PER_SECOND, backward.bitsPerSecond());
        }
        if (sum > 0) {
            metrics.put(Metric.BITS_PER_SECOND, sum);
        }
        report.retransmits().ifPresent(segments -> metrics.put(Metric.RETRANSMITS, (double) segments));
        if (spec.udp()) {
            packets(metrics, forward, backward);
        }
        roundTrips(metrics, report.idleUs(), Metric.IDLE_RTT_P50_US, Metric.IDLE_RTT_P95_US);
        roundTrips(metrics, report.loadedUs(), Metric.LOADED_RTT_P50_US, Metric.LOADED_RTT_P95_US);
        return metrics.build();
    }

    private static void packets(Metrics.Builder metrics, @Nullable Flow forward, @Nullable Flow backward) {
        if (forward != null) {
            metrics.put(Metric.FORWARD_LOSS_RATIO, forward.lossRatio())
                    .put(Metric.FORWARD_JITTER_US, forward.jitterUs());
        }
        if (backward != null) {
            metrics.put(Metric.BACKWARD_LOSS_RATIO, backward.lossRatio())
                    .put(Metric.BACKWARD_JITTER_US, backward.jitterUs());
            long arrived = backward.sent() - backward.lost();
            if (arrived > 0) {
                metrics.put(Metric.REORDERED_RATIO, (double) backward.reordered() / arrived);
            }
        }
    }

    private static void roundTrips(Metrics.Builder metrics, List<Double> us, Metric p50, Metric p95) {
        if (us.isEmpty()) {
            return;
        }
        double[] sorted = new RoundTrips(us).sorted();
        metrics.put(p50, RoundTrips.percentile(sorted, 50)).put(p95, RoundTrips.percentile(sorted, 95));
    }

    private Details details(Report report, int tries) {
        return new Details.ThroughputDetails(
                destination.addressText(),
                destination.port(),
                spec.protocol(),
                spec.direction(),
                spec.parallel(),
                report.congestion(),
                report.backwardCongestion(),
                tries,
                report.latencyBy(),
                report.intervals());
    }
}
