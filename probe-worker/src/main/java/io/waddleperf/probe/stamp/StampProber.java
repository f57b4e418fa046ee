package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.UdpSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.stamp.StampReport.Arrival;
import io.waddleperf.probe.stamp.StampReport.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs UDP tests against a STAMP reflector.
public final class StampProber implements Prober<UdpSpec> {
    private static final String METHOD = "stamp";
    private static final String PROTOCOL = "stamp/udp";

    private final StampSender sender;
    private final Supplier<Optional<KernelClock>> clock;
    private final RandomGenerator random;
    private final Optional<StampToken> token;

    /// @param clock of this machine, asked at each test
    /// @param token that its packets show, empty for none
    public StampProber(
            StampSender sender,
            Supplier<Optional<KernelClock>> clock,
            RandomGenerator random,
            Optional<StampToken> token) {
        this.token = token;
        this.sender = sender;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Measurement run(UdpSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        var own = clock.get();
        var open = StampPlan.of(spec, random.nextInt(1, 1 << 16), ErrorEstimate.of(own));
        var plan = token.map(open::showing).orElse(open);
        return measurement(sender.send(destination.socketAddress(), plan), own, destination, deadline);
    }

    static Measurement measurement(
            StampReport report, Optional<KernelClock> own, Destination destination, Deadline deadline) {
        var directions = Directions.of(report.arrivals(), report.sent());
        var oneWay = OneWay.of(report.firsts(), own);
        var trips = trips(report);
        return new Measurement(
                outcome(report, destination, deadline),
                metrics(report, trips, directions, oneWay),
                trips.us().isEmpty() ? null : trips.samples(),
                details(report, destination, directions, oneWay),
                new Measurement.How(report.source(), METHOD, PROTOCOL));
    }

    /// Net of the stay at the reflector, in the order of sending.
    private static RoundTrips trips(StampReport report) {
        return new RoundTrips(report.firsts().stream()
                .sorted(Comparator.comparingInt(Arrival::sequence))
                .map(one -> one.netNs() / 1_000.0)
                .toList());
    }

    private static Outcome outcome(StampReport report, Destination destination, Deadline deadline) {
        if (report.count(Kind.FIRST) > 0) {
            return new Outcome.Measured();
        }
        if (report.problem().isPresent()) {
            return report.problem().get();
        }
        return report.strangers() > 0
                ? new Outcome.Failed(
                        Failure.PROTOCOL,
                        "what listens on UDP port " + destination.port() + " is no STAMP reflector (RFC 8762)")
                : new Outcome.TimedOut(deadline.elapsedUs());
    }

    private static Metrics metrics(StampReport report, RoundTrips trips, Directions directions, OneWay oneWay) {
        int received = trips.us().size();
        var metrics = Metrics.builder().put(Metric.PACKETS_SENT, report.sent()).put(Metric.PACKETS_RECEIVED, received);
        if (report.sent() > 0) {
            metrics.put(Metric.LOSS_RATIO, 1 - (double) received / report.sent());
        }
        trips.addTo(metrics);
        if (directions instanceof Directions.Stateful stateful) {
            metrics.put(Metric.FORWARD_LOSS_RATIO, (double) stateful.forward() / stateful.decided())
                    .put(Metric.BACKWARD_LOSS_RATIO, (double) stateful.backward() / stateful.reflected());
        }
        put(metrics, Metric.FORWARD_PDV_US, oneWay.forwardPdvUs());
        put(metrics, Metric.BACKWARD_PDV_US, oneWay.backwardPdvUs());
        put(metrics, Metric.FORWARD_DELAY_US, oneWay.forwardUs());
        put(metrics, Metric.BACKWARD_DELAY_US, oneWay.backwardUs());
        var answered = Directions.firstOfEach(report.arrivals());
        if (!answered.isEmpty()) {
            double count = answered.size();
            metrics.put(Metric.REORDERED_RATIO, reordered(answered) / count)
                    .put(Metric.DUPLICATE_RATIO, report.count(Kind.AGAIN) / count);
        }
        return metrics.build();
    }

    private static int reordered(List<Arrival> answered) {
        return Directions.reordered(answered.stream().mapToLong(Arrival::sequence));
    }

    private static void put(Metrics.Builder metrics, Metric metric, OptionalDouble us) {
        us.ifPresent(value -> metrics.put(metric, rounded(value)));
    }

    private static Details details(StampReport report, Destination destination, Directions directions, OneWay oneWay) {
        var stateful = directions instanceof Directions.Stateful found ? found : null;
        return new Details.UdpDetails(
                destination.addressText(),
                destination.port(),
                switch (directions) {
                    case Directions.Unknown _ -> "unknown";
                    case Directions.Stateless _ -> "stateless";
                    case Directions.Stateful _ -> "stateful";
                },
                stateful == null ? null : stateful.forward(),
                stateful == null ? null : stateful.backward(),
                stateful == null ? null : stateful.undecided(),
                report.count(Kind.LATE),
                report.count(Kind.AGAIN),
                stateful == null ? null : stateful.reorderedForward(),
                stateful == null ? null : stateful.reorderedBackward(),
                orNull(oneWay.turnaroundUs()),
                oneWay.clockErrorUs().isPresent() ? oneWay.clockErrorUs().getAsLong() : null,
                oneWay.worth());
    }

    private static @Nullable Double orNull(OptionalDouble us) {
        return us.isPresent() ? rounded(us.getAsDouble()) : null;
    }

    private static double rounded(double us) {
        return Math.rint(us * 1_000) / 1_000;
    }
}
