package io.waddleperf.contracts;

/// ICMP echo (RFC 792, RFC 4443).
///
/// @param payloadBytes bytes after the ICMP header
/// @param intervalUs   from one packet to the next
/// @param timeoutUs    how long an answer is waited for
public record PingSpec(int count, int payloadBytes, long intervalUs, long timeoutUs) implements TestSpec {
    /// The deadline of the deepest tier.
    private static final long LONGEST_US = 300_000_000;

    public static final PingSpec DEFAULT = new PingSpec(10, 56, 20_000, 1_000_000);

    public PingSpec {
        Require.range("count", count, 1, 1_000);
        Require.range("payloadBytes", payloadBytes, 16, 8_972);
        Require.range("intervalUs", intervalUs, 1_000, 10_000_000);
        Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
        Require.range("count × intervalUs", count * intervalUs, 0, LONGEST_US);
    }

    @Override
    public Test test() {
        return Test.PING;
    }

    @Override
    public long limitUs() {
        return (count - 1) * intervalUs + timeoutUs;
    }
}
