package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;

/// How the probe's own machine is: CPU, memory, interfaces, routes, resolvers, clock. The target
/// only says for which path it was asked.
public record SystemSpec(long timeoutUs) implements TestSpec {
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 100_000, 10_000_000, "Watch for", "How long CPU and counters are watched.");

    public static final SystemSpec DEFAULT = new SystemSpec(1_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    3,
                    "The probe's own machine",
                    "CPU, memory, interfaces, routes, resolvers and clock of the probe; nothing is sent.",
                    Chart.facts(
                            Metric.CPU_BUSY_RATIO,
                            Metric.LOAD_AVERAGE,
                            Metric.MEMORY_AVAILABLE_BYTES,
                            Metric.INTERFACE_ERRORS))
            .first(TIMEOUT);

    public SystemSpec {
        TIMEOUT.require(timeoutUs);
    }

    @Override
    public Test test() {
        return Test.SYSTEM;
    }

    @Override
    public long limitUs() {
        return timeoutUs + 2_000_000;
    }
}
