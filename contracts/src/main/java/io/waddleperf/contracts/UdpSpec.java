package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// Packets to a STAMP reflector (RFC 8762, unauthenticated; also one of TWAMP-Light), which tells
/// what happens on the way there and what on the way back.
///
/// @param port         of the reflector; null: 862, whatever port the target names for TCP
/// @param payloadBytes the STAMP packet with its padding
/// @param intervalUs   from one packet to the next
/// @param timeoutUs    how long an answer is waited for
public record UdpSpec(@Nullable Integer port, int count, int payloadBytes, long intervalUs, long timeoutUs)
        implements TestSpec {
    /// The deadline of the deepest tier.
    private static final long LONGEST_US = 300_000_000;

    /// What IANA gave to STAMP and TWAMP-Test.
    public static final int STAMP_PORT = 862;

    public static final UdpSpec DEFAULT = new UdpSpec(null, 50, 44, 20_000, 1_000_000);

    public UdpSpec {
        if (port != null) {
            Require.range("port", port, 1, 65_535);
        }
        Require.range("count", count, 1, 10_000);
        Require.range("payloadBytes", payloadBytes, 44, 8_972);
        Require.range("intervalUs", intervalUs, 1_000, 10_000_000);
        Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
        Require.range("count × intervalUs", count * intervalUs, 0, LONGEST_US);
    }

    public int portOrDefault() {
        return port == null ? STAMP_PORT : port;
    }

    @Override
    public Test test() {
        return Test.UDP;
    }

    @Override
    public long limitUs() {
        return (count - 1) * intervalUs + timeoutUs;
    }
}
