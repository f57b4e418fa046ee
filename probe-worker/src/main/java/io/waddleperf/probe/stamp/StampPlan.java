package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.UdpSpec;
import java.util.Optional;

/// How many packets, of which size, at which distance.
///
/// @param payloadBytes the whole packet
/// @param timeoutNanos an answer later than this counts as lost
/// @param ssid         of this session, not 0 (RFC 8972, section 3)
/// @param error        of this machine's clock
/// @param token        that each packet shows, empty for none
public record StampPlan(
        int count,
        int payloadBytes,
        long intervalNanos,
        long timeoutNanos,
        int ssid,
        ErrorEstimate error,
        Optional<StampToken> token) {
    static final int LARGEST_BYTES = 8_972;

    public StampPlan {
        Require.range("count", count, 1, 100_000);
        Require.range("payloadBytes", payloadBytes, StampPacket.BYTES, LARGEST_BYTES);
        Require.range("ssid", ssid, 1, 65_535);
    }

    StampPlan(int count, int payloadBytes, long intervalNanos, long timeoutNanos, int ssid, ErrorEstimate error) {
        this(count, payloadBytes, intervalNanos, timeoutNanos, ssid, error, Optional.empty());
    }

    /// The same with packets that show a token, and are as large as that needs.
    StampPlan showing(StampToken shown) {
        int bytes = Math.min(LARGEST_BYTES, StampToken.packetBytes(payloadBytes));
        return new StampPlan(count, bytes, intervalNanos, timeoutNanos, ssid, error, Optional.of(shown));
    }

    static StampPlan of(UdpSpec spec, int ssid, ErrorEstimate error) {
        return new StampPlan(
                spec.count(), spec.payloadBytes(), spec.intervalUs() * 1_000, spec.timeoutUs() * 1_000, ssid, error);
    }

    /// When packet `index` is due, from the first on.
    long dueNanos(int index) {
        return index * intervalNanos;
    }

    long limitNanos() {
        return dueNanos(count - 1) + timeoutNanos;
    }
}
