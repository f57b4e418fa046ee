package io.waddleperf.probe.ping;

import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Require;

/// How many echo requests, of which size, at which distance.
///
/// @param timeoutNanos an answer later than this counts as lost
/// @param hopLimit     TTL of the requests; 0: the system's own
public record EchoPlan(int count, int payloadBytes, long intervalNanos, long timeoutNanos, int hopLimit) {
    public EchoPlan {
        Require.range("count", count, 1, 65_535);
        Require.range("payloadBytes", payloadBytes, Echo.LEAST_PAYLOAD_BYTES, Echo.MOST_PAYLOAD_BYTES);
        Require.range("hopLimit", hopLimit, 0, 255);
    }

    public EchoPlan(int count, int payloadBytes, long intervalNanos, long timeoutNanos) {
        this(count, payloadBytes, intervalNanos, timeoutNanos, 0);
    }

    EchoPlan withHopLimit(int hops) {
        return new EchoPlan(count, payloadBytes, intervalNanos, timeoutNanos, hops);
    }

    public static EchoPlan of(PingSpec spec) {
        return new EchoPlan(spec.count(), spec.payloadBytes(), spec.intervalUs() * 1_000, spec.timeoutUs() * 1_000);
    }

    long limitNanos() {
        return (count - 1) * intervalNanos + timeoutNanos;
    }
}
