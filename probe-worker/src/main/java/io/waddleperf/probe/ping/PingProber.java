package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.RoundTrips;

/// Runs ping tests by the method chosen at the start ([PingMethods]).
public final class PingProber implements Prober<PingSpec> {
    private static final String ICMP = "icmp";

    private final Pinger pinger;

    PingProber(Pinger pinger) {
        this.pinger = pinger;
    }

    public String method() {
        return pinger.method();
    }

    /// A plan of any size, for comparisons with other programs.
    public EchoReport ping(Destination destination, EchoPlan plan) throws InterruptedException {
        return pinger.ping(destination, plan);
    }

    /// Runs a test whose packets get no further than so many hops.
    ///
    /// @param hopLimit 1 to 255
    public Measurement run(PingSpec spec, int hopLimit, Destination destination, Deadline deadline)
            throws InterruptedException {
        if (!pinger.protocol().equals(ICMP)) {
            return Measurement.notRun(
                    new Outcome.Unsupported("a hop limit needs ICMP, this probe pings by " + method()));
        }
        return measurement(ping(destination, EchoPlan.of(spec).withHopLimit(hopLimit)), destination, deadline);
    }

    @Override
    public Measurement run(PingSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        return measurement(ping(destination, EchoPlan.of(spec)), destination, deadline);
    }

    private Measurement measurement(EchoReport report, Destination destination, Deadline deadline) {
        var trips = new RoundTrips(
                report.replies().stream().map(EchoReport.Reply::rttUs).toList());
        var metrics = Metrics.builder()
                .put(Metric.PACKETS_SENT, report.sent())
                .put(Metric.PACKETS_RECEIVED, trips.us().size());
        if (report.sent() > 0) {
            metrics.put(Metric.LOSS_RATIO, 1 - (double) trips.us().size() / report.sent());
        }
        trips.addTo(metrics);
        return new Measurement(
                outcome(report, deadline),
                metrics.build(),
                trips.us().isEmpty() ? null : trips.samples(),
                details(report, destination),
                new Measurement.How(report.source(), pinger.method(), pinger.protocol(), report.underLoad()));
    }

    private static Outcome outcome(EchoReport report, Deadline deadline) {
        if (!report.replies().isEmpty()) {
            return new Outcome.Measured();
        }
        if (report.sent() == 0 && !report.withheld().isEmpty()) { // this probe's trouble, not the path's
            return new Outcome.Refused("overloaded: no room to send pings, or to receive their answers");
        }
        return report.problem()
                .<Outcome>map(problem -> problem)
                .orElseGet(() -> new Outcome.TimedOut(deadline.elapsedUs()));
    }

    private static Details details(EchoReport report, Destination destination) {
        Integer ttl = report.replies().isEmpty() || report.replies().getLast().hopLimit() < 0
                ? null
                : report.replies().getLast().hopLimit();
        return new Details.PingDetails(destination.addressText(), ttl, report.lost());
    }
}
