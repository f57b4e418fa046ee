package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// A TCP connection set up and reset.
///
/// @param port the target's own where null
public record TcpSpec(@Nullable Integer port, long timeoutUs) implements TestSpec {
    public static final TcpSpec DEFAULT = new TcpSpec(null, 5_000_000);

    public TcpSpec {
        if (port != null) {
            Require.range("port", port, 1, 65_535);
        }
        Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
    }

    @Override
    public Test test() {
        return Test.TCP;
    }

    @Override
    public long limitUs() {
        return timeoutUs;
    }
}
