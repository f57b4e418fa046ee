package io.waddleperf.probe.traceroute;

import java.util.List;

/// Names of hops for tests.
public final class TestNames {
    /// Of a machine without a resolver.
    public static final HopNames NONE = new HopNames(
            (_, _, _) -> {
                throw new IllegalStateException("there is nobody to ask");
            },
            List::of,
            System::nanoTime);

    private TestNames() {}
}
