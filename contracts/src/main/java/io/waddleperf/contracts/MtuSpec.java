package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;

/// The largest packet that gets through to the target unfragmented (RFC 1191, RFC 8201; probed
/// in the manner of RFC 8899, so that a filter that eats ICMP errors does not mislead).
public record MtuSpec(int largestBytes, long timeoutUs) implements TestSpec {
    private static final int MOST_PROBES = 40;
    private static final Whole LARGEST = Whole.of(
            "largestBytes", 576, 65_535, "Largest packet", "Where the search begins, the IP header counted in.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 10_000, 5_000_000, "Timeout", "How long an answer to one packet is waited for.");

    public static final MtuSpec DEFAULT = new MtuSpec(9_000, 1_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    2,
                    "Path MTU",
                    "The largest packet that gets through unfragmented, and whether ICMP errors tell of it.",
                    Chart.facts(Metric.PATH_MTU_BYTES))
            .first(LARGEST)
            .more(TIMEOUT);

    public MtuSpec {
        LARGEST.require(largestBytes);
        TIMEOUT.require(timeoutUs);
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
