package io.waddleperf.probe.speedtest;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.throughput.DataStream.Way;
import io.waddleperf.probe.throughput.Latency;
import io.waddleperf.probe.tls.TrustRecorder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what a speed test finds, up to where it ended.
final class Findings {
    private static final Measurement.How HOW = new Measurement.How(TimestampSource.USER, "librespeed", "http/1.1");

    private final SpeedtestSpec spec;
    private final Destination destination;
    private final Backend backend;
    private final InstantSource clock;
    private final Metrics.Builder metrics = Metrics.builder();
    private final List<Details.Interval> intervals = new ArrayList<>();
    private TrustRecorder.@Nullable Seen certificate;
    private @Nullable RoundTrips roundTrips;
    private @Nullable String clientAddress;
    private @Nullable String congestion;
    private String latencyBy = "none";
    private long flowedUs;

    Findings(SpeedtestSpec spec, Destination destination, Backend backend, InstantSource clock) {
        this.spec = spec;
        this.destination = destination;
        this.backend = backend;
        this.clock = clock;
        destination.resolveUs().ifPresent(us -> metrics.put(Metric.RESOLVE_US, us));
    }

    void opened(Dialer.Opened first) {
        metrics.put(Metric.CONNECT_US, first.connectUs());
        if (backend.tls()) {
            metrics.put(Metric.TLS_US, first.tlsUs());
            certificate(first.seen());
        }
    }

    void certificate(TrustRecorder.@Nullable Seen seen) {
        certificate = seen;
        if (seen != null) {
            metrics.put(Metric.CERTIFICATE_DAYS, seen.daysLeft(clock.instant()));
        }
    }

    void roundTrips(List<Double> us) {
        roundTrips = new RoundTrips(us);
        roundTrips.addTo(metrics);
    }

    void clientAddress(@Nullable String address) {
        clientAddress = address;
    }

    void flow(Way way, Flow flow) {
        var rate = way == Way.IN ? Metric.BACKWARD_BITS_PER_SECOND : Metric.FORWARD_BITS_PER_SECOND;
        metrics.put(rate, flow.bitsPerSecond());
        if (way == Way.OUT) {
            flow.retransmits().ifPresent(segments -> metrics.put(Metric.RETRANSMITS, (double) segments));
            congestion = flow.congestion();
        }
        flow.intervals().forEach(one -> intervals.add(later(one, flowedUs)));
        flowedUs += flow.us();
    }

    private static Details.Interval later(Details.Interval one, long us) {
        return new Details.Interval(
                one.fromUs() + us,
                one.untilUs() + us,
                one.forwardBitsPerSecond(),
                one.backwardBitsPerSecond(),
                one.retransmits(),
                one.rttUs(),
                one.windowBytes());
    }

    void latency(Latency latency) {
        latencyBy = latency.method();
        quantiles(latency.idleUs(), Metric.IDLE_RTT_P50_US, Metric.IDLE_RTT_P95_US);
        quantiles(latency.loadedUs(), Metric.LOADED_RTT_P50_US, Metric.LOADED_RTT_P95_US);
    }

    private void quantiles(List<Double> us, Metric p50, Metric p95) {
        if (!us.isEmpty()) {
            double[] sorted = new RoundTrips(us).sorted();
            metrics.put(p50, RoundTrips.percentile(sorted, 50)).put(p95, RoundTrips.percentile(sorted, 95));
        }
    }

    /// A direction in which nothing at all arrived is no speed of 0, but a failure.
    Measurement done(int tries) {
        var silent = metrics.build();
        boolean there = silent.get(Metric.FORWARD_BITS_PER_SECOND).orElse(1) == 0;
        boolean here = silent.get(Metric.BACKWARD_BITS_PER_SECOND).orElse(1) == 0;
        var outcome = there || here
                ? new Outcome.Failed(Failure.IO, "no data arrived " + (there ? "there" : "here"))
                : new Outcome.Measured();
        return ended(outcome, tries);
    }

    Measurement ended(Outcome outcome, int tries) {
        return new Measurement(
                outcome, metrics.build(), roundTrips == null ? null : roundTrips.samples(), details(tries), HOW);
    }

    private Details details(int tries) {
        return new Details.SpeedtestDetails(
                destination.addressText(),
                destination.port(),
                backend.url(),
                spec.direction(),
                spec.parallel(),
                clientAddress,
                congestion,
                tries,
                latencyBy,
                certificate == null ? null : certificate.certificate(),
                intervals);
    }
}
