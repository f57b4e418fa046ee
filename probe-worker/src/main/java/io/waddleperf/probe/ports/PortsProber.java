package io.waddleperf.probe.ports;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.tcp.Connector;

/// Runs tests of ports: a handshake each, which is reset at once.
public final class PortsProber implements Prober<PortsSpec> {
    private static final Measurement.How HOW = new Measurement.How(TimestampSource.USER, "tcp-connect", "tcp");

    private final Connector connector;

    public PortsProber(Connector connector) {
        this.connector = connector;
    }

    @Override
    public Measurement run(PortsSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        var found = new PortScan(connector, destination.address(), spec, deadline).run();
        var metrics = Metrics.builder()
                .put(Metric.OPEN_PORTS, found.open().count())
                .put(Metric.CLOSED_PORTS, found.closed().count())
                .put(Metric.FILTERED_PORTS, found.filtered().count());
        destination.resolveUs().ifPresent(us -> metrics.put(Metric.RESOLVE_US, us));
        var details = new Details.PortsDetails(
                destination.addressText(),
                found.open().text(),
                found.closed().text(),
                found.filtered().text());
        return new Measurement(found.outcome(spec, deadline.elapsedUs()), metrics.build(), null, details, HOW);
    }
}
