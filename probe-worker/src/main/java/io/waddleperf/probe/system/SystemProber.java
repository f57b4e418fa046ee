package io.waddleperf.probe.system;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.SystemSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.measure.Prober;
import java.util.List;

/// Runs tests of the probe's own machine: looks at its counters, waits, looks again. Sends nothing.
///
/// What the system does not tell is left out of the metrics, and `unknown` in the details.
public final class SystemProber implements Prober<SystemSpec> {
    private static final String PROTOCOL = "none";

    private final Machine machine;
    private final Pause pause;

    SystemProber(Machine machine, Pause pause) {
        this.machine = machine;
        this.pause = pause;
    }

    /// Of the machine that this process runs on.
    public static SystemProber ofThisMachine(Pause pause) {
        return new SystemProber(Machine.here(), pause);
    }

    @Override
    public Measurement run(SystemSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        var before = machine.counters();
        pause.nanos(Math.min(spec.timeoutUs() * 1_000, deadline.remainingNanos()));
        var after = machine.counters();
        return new Measurement(
                new Outcome.Measured(),
                metrics(before, after),
                null,
                new Details.SystemDetails(
                        machine.system(),
                        interfaces(before, after),
                        machine.routes(),
                        machine.resolvers(),
                        machine.clock()),
                new Measurement.How(TimestampSource.USER, machine.method(), PROTOCOL));
    }

    private Metrics metrics(Counters before, Counters after) {
        var metrics = Metrics.builder();
        after.busyRatioSince(before).ifPresent(ratio -> metrics.put(Metric.CPU_BUSY_RATIO, ratio));
        after.errorsSince(before).ifPresent(errors -> metrics.put(Metric.INTERFACE_ERRORS, errors));
        machine.loadAverage().ifPresent(load -> metrics.put(Metric.LOAD_AVERAGE, load));
        machine.availableBytes().ifPresent(bytes -> metrics.put(Metric.MEMORY_AVAILABLE_BYTES, bytes));
        return metrics.build();
    }

    private List<Details.Interface> interfaces(Counters before, Counters after) {
        return machine.ports().stream()
                .sorted(Port.UP_FIRST)
                .limit(Machine.MOST_LISTED)
                .map(port -> described(port, after.gainedSince(before, port.name())))
                .toList();
    }

    private static Details.Interface described(Port port, Traffic gained) {
        return new Details.Interface(
                port.name(),
                port.up(),
                port.mtuBytes(),
                port.addresses(),
                gained.receivedBytes(),
                gained.sentBytes(),
                gained.errors(),
                gained.drops());
    }
}
