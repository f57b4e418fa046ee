package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import org.jspecify.annotations.Nullable;

/// A TCP connection set up and reset.
public record TcpSpec(@Nullable Integer port, long timeoutUs) implements TestSpec {
    private static final Whole PORT = Whole.port("Where the connection goes; the target's own where left out.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 1_000, 30_000_000, "Timeout", "How long the handshake may take.");

    public static final TcpSpec DEFAULT = new TcpSpec(null, 5_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    1,
                    "TCP connection",
                    "How long a port takes to accept a connection, which is then reset.",
                    Chart.smoke(Metric.CONNECT_US))
            .first(PORT)
            .more(TIMEOUT);

    public TcpSpec {
        PORT.requireIfGiven(port);
        TIMEOUT.require(timeoutUs);
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
