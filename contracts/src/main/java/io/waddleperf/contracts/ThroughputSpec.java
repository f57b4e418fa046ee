package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Choice;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import io.waddleperf.contracts.TestKind.Need;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much a path carries, measured against an iperf3 server (iperf.fr), such as a responder.
public record ThroughputSpec(
        @Nullable Integer port,
        String protocol,
        String direction,
        int parallel,
        long durationUs,
        @Nullable Long limitBytes,
        @Nullable Long bitsPerSecond,
        int payloadBytes,
        long timeoutUs)
        implements TestSpec {
    /// Where iperf3 servers listen by custom.
    public static final int IPERF_PORT = 5201;

    public static final int MOST_PARALLEL = 16;
    public static final long MOST_SECONDS = 60;
    private static final long SECOND_US = 1_000_000;
    private static final Whole PORT =
            Whole.port("Of the iperf3 server; 5201 where left out, whatever port the target names.");
    private static final Choice PROTOCOL =
            Choice.of("protocol", List.of("tcp", "udp"), "Protocol", "What carries the data.");
    private static final Choice DIRECTION = Choice.of(
            "direction",
            List.of("forward", "reverse", "both"),
            "Direction",
            "Forward is to the target, reverse from it, both at the same time.");
    private static final Whole PARALLEL = Whole.of("parallel", 1, MOST_PARALLEL, "Streams", "In each direction.");
    private static final Whole DURATION = Whole.of(
                    "durationUs", SECOND_US, MOST_SECONDS * SECOND_US, "Duration", "How long data flow; whole seconds.")
            .inStepsOf(SECOND_US);
    private static final Whole LIMIT = Whole.of(
            "limitBytes",
            1,
            1_000_000_000_000L,
            "At most",
            "Of all streams of a direction, after which the test ends earlier; no limit where left out.");
    private static final Whole RATE = Whole.of(
            "bitsPerSecond",
            8_000,
            100_000_000_000L,
            "Rate",
            "Of all streams of a direction; where left out, as fast as TCP goes. UDP must have it.");
    private static final Whole PAYLOAD =
            Whole.of("payloadBytes", 16, 8_972, "UDP payload", "Bytes of each UDP packet.");
    private static final Whole TIMEOUT = Whole.of(
            "timeoutUs",
            1_000_000,
            120_000_000,
            "Timeout",
            "For all besides the data: connecting, a server that is busy, results.");

    public static final ThroughputSpec DEFAULT =
            new ThroughputSpec(null, "tcp", "forward", 1, 10_000_000, null, null, 1_400, 20_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    2,
                    "Throughput",
                    "How much the path carries to or from an iperf3 server, and round trips while it does.",
                    Chart.line(
                            Metric.BITS_PER_SECOND,
                            Metric.RETRANSMITS,
                            Metric.IDLE_RTT_P50_US,
                            Metric.LOADED_RTT_P50_US,
                            Metric.LOADED_RTT_P95_US))
            .needing(Need.OWNED_TARGET, Need.RESPONDER)
            .first(PROTOCOL, DIRECTION, DURATION, RATE)
            .more(PARALLEL, PORT, LIMIT, PAYLOAD, TIMEOUT);

    public ThroughputSpec {
        PORT.requireIfGiven(port);
        PROTOCOL.require(protocol);
        DIRECTION.require(direction);
        PARALLEL.require(parallel);
        DURATION.require(durationUs);
        Require.that(durationUs % SECOND_US == 0, "durationUs", durationUs, "must be whole seconds");
        LIMIT.requireIfGiven(limitBytes);
        RATE.requireIfGiven(bitsPerSecond);
        Require.that(
                bitsPerSecond != null || protocol.equals("tcp"),
                "bitsPerSecond",
                bitsPerSecond,
                "must be given for udp");
        PAYLOAD.require(payloadBytes);
        TIMEOUT.require(timeoutUs);
    }

    public int portOrDefault() {
        return port == null ? IPERF_PORT : port;
    }

    public boolean udp() {
        return protocol.equals("udp");
    }

    /// Whether data flow to the target.
    public boolean forward() {
        return !direction.equals("reverse");
    }

    /// Whether data flow from the target.
    public boolean backward() {
        return !direction.equals("forward");
    }

    @Override
    public Test test() {
        return Test.THROUGHPUT;
    }

    @Override
    public long limitUs() {
        return durationUs + timeoutUs;
    }
}
