package io.waddleperf.probe.tcp;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;

/// Runs TCP tests: `connectUs` is what the process saw, `rttMeanUs` the kernel's SYN to SYN-ACK.
public final class TcpProber implements Prober<TcpSpec> {
    private static final String METHOD = "tcp-connect";
    private static final String PROTOCOL = "tcp";

    private final Connector connector;

    public TcpProber(Connector connector) {
        this.connector = connector;
    }

    @Override
    public Measurement run(TcpSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        var metrics = Metrics.builder();
        destination.resolveUs().ifPresent(us -> metrics.put(Metric.RESOLVE_US, us));
        var source = TimestampSource.USER;
        Outcome outcome = switch (connector.connect(destination.socketAddress(), deadline)) {
            case Connector.Attempt.Connected connected -> {
                metrics.put(Metric.CONNECT_US, connected.connectUs());
                if (connected.rttUs().isPresent()) {
                    metrics.put(Metric.RTT_MEAN_US, connected.rttUs().getAsInt());
                    source = TimestampSource.KERNEL_TCP;
                }
                yield new Outcome.Measured();
            }
            case Connector.Attempt.Refused _ ->
                new Outcome.Failed(Failure.CONNECTION_REFUSED, "nothing listens on port " + destination.port());
            case Connector.Attempt.TimedOut _ -> new Outcome.TimedOut(deadline.elapsedUs());
            case Connector.Attempt.Failed failed -> failed.outcome();
        };
        var details = new Details.TcpDetails(destination.addressText(), destination.port());
        return new Measurement(outcome, metrics.build(), null, details, new Measurement.How(source, METHOD, PROTOCOL));
    }
}
