package io.waddleperf.contracts;

/// How the probe's own machine is: CPU, memory, interfaces, routes, resolvers, clock. The target
/// only says for which path it was asked.
///
/// @param timeoutUs how long CPU and counters are watched
public record SystemSpec(long timeoutUs) implements TestSpec {
    public static final SystemSpec DEFAULT = new SystemSpec(1_000_000);

    public SystemSpec {
        Require.range("timeoutUs", timeoutUs, 100_000, 10_000_000);
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
