package io.waddleperf.contracts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much a path carries, measured against an iperf3 server (iperf.fr), such as a responder.
///
/// @param port          of the server; null: 5201, whatever port the target names
/// @param protocol      `tcp` or `udp`
/// @param direction     `forward` to the target, `reverse` from it, or `both` at the same time
/// @param parallel      streams in each direction
/// @param durationUs    how long data flow; whole seconds
/// @param limitBytes    of all streams of a direction, after which the test ends earlier; null: none
/// @param bitsPerSecond of all streams of a direction; null: as fast as TCP goes, and not allowed for
///                      UDP, which would take what the path has from all others
/// @param payloadBytes  of a UDP packet
/// @param timeoutUs     for all besides the data: connecting, a server that is busy, results
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
    private static final Set<String> DIRECTIONS = Set.of("forward", "reverse", "both");
    public static final ThroughputSpec DEFAULT =
            new ThroughputSpec(null, "tcp", "forward", 1, 10_000_000, null, null, 1_400, 20_000_000);

    public ThroughputSpec {
        if (port != null) {
            Require.range("port", port, 1, 65_535);
        }
        Require.that(protocol.equals("tcp") || protocol.equals("udp"), "protocol", protocol, "must be tcp or udp");
        Require.that(DIRECTIONS.contains(direction), "direction", direction, "must be forward, reverse or both");
        Require.range("parallel", parallel, 1, MOST_PARALLEL);
        Require.range("durationUs", durationUs, SECOND_US, MOST_SECONDS * SECOND_US);
        Require.that(durationUs % SECOND_US == 0, "durationUs", durationUs, "must be whole seconds");
        if (limitBytes != null) {
            Require.range("limitBytes", limitBytes, 1, 1_000_000_000_000L);
        }
        if (bitsPerSecond != null) {
            Require.range("bitsPerSecond", bitsPerSecond, 8_000, 100_000_000_000L);
        }
        Require.that(
                bitsPerSecond != null || protocol.equals("tcp"),
                "bitsPerSecond",
                bitsPerSecond,
                "must be given for udp");
        Require.range("payloadBytes", payloadBytes, 16, 8_972);
        Require.range("timeoutUs", timeoutUs, 1_000_000, 120_000_000);
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
