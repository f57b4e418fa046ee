package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;

/// ICMP echo (RFC 792, RFC 4443).
public record PingSpec(int count, int payloadBytes, long intervalUs, long timeoutUs) implements TestSpec {
    /// The deadline of the deepest tier.
    private static final long LONGEST_US = 300_000_000;

    private static final Whole COUNT = Whole.of("count", 1, 1_000, "Packets", "How many are sent.");
    private static final Whole PAYLOAD =
            Whole.of("payloadBytes", 16, 8_972, "Payload", "Bytes of each packet after the ICMP header.");
    private static final Whole INTERVAL =
            Whole.of("intervalUs", 1_000, 10_000_000, "Interval", "From one packet to the next.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 1_000, 30_000_000, "Timeout", "How long an answer is waited for.");

    public static final PingSpec DEFAULT = new PingSpec(10, 56, 20_000, 1_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    1,
                    "Ping",
                    "Round trips of ICMP echo: their spread, jitter and loss.",
                    Chart.smoke(Metric.RTT_MEAN_US, Metric.RTT_P95_US, Metric.LOSS_RATIO, Metric.JITTER_US))
            .first(COUNT, INTERVAL)
            .more(PAYLOAD, TIMEOUT);

    public PingSpec {
        COUNT.require(count);
        PAYLOAD.require(payloadBytes);
        INTERVAL.require(intervalUs);
        TIMEOUT.require(timeoutUs);
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
