package io.waddleperf.contracts;

/// The largest packet that gets through to the target unfragmented (RFC 1191, RFC 8201; probed
/// in the manner of RFC 8899, so that a filter that eats ICMP errors does not mislead).
///
/// @param largestBytes where the search begins, the IP header counted in
/// @param timeoutUs    how long an answer to one packet is waited for
public record MtuSpec(int largestBytes, long timeoutUs) implements TestSpec {
    public static final MtuSpec DEFAULT = new MtuSpec(9_000, 1_000_000);
    private static final int MOST_PROBES = 40;

    public MtuSpec {
        Require.range("largestBytes", largestBytes, 576, 65_535);
        Require.range("timeoutUs", timeoutUs, 10_000, 5_000_000);
    }

    @Override
    public Test test() {
        return Test.MTU;
    }

    @Override
    public long limitUs() {
        return Math.min(MOST_PROBES * timeoutUs, 60_000_000);
    }
}
