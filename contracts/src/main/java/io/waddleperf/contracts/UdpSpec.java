package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import io.waddleperf.contracts.TestKind.Need;
import org.jspecify.annotations.Nullable;

/// Packets to a STAMP reflector (RFC 8762, unauthenticated; also one of TWAMP-Light), which tells
/// what happens on the way there and what on the way back.
public record UdpSpec(@Nullable Integer port, int count, int payloadBytes, long intervalUs, long timeoutUs)
        implements TestSpec {
    /// The deadline of the deepest tier.
    private static final long LONGEST_US = 300_000_000;

    /// What IANA gave to STAMP and TWAMP-Test.
    public static final int STAMP_PORT = 862;

    private static final Whole PORT =
            Whole.port("Of the reflector; 862 where left out, whatever port the target names for TCP.");
    private static final Whole COUNT = Whole.of("count", 1, 10_000, "Packets", "How many are sent.");
    private static final Whole PAYLOAD =
            Whole.of("payloadBytes", 44, 8_972, "Payload", "Bytes of the STAMP packet with its padding.");
    private static final Whole INTERVAL =
            Whole.of("intervalUs", 1_000, 10_000_000, "Interval", "From one packet to the next.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 1_000, 30_000_000, "Timeout", "How long an answer is waited for.");

    public static final UdpSpec DEFAULT = new UdpSpec(null, 50, 44, 20_000, 1_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    2,
                    "UDP by STAMP",
                    "Loss and delay variation of UDP packets, there and back apart, to a STAMP or TWAMP-Light reflector.",
                    Chart.smoke(
                            Metric.RTT_MEAN_US,
                            Metric.LOSS_RATIO,
                            Metric.FORWARD_LOSS_RATIO,
                            Metric.BACKWARD_LOSS_RATIO,
                            Metric.FORWARD_PDV_US,
                            Metric.BACKWARD_PDV_US))
            .needing(Need.RESPONDER)
            .first(COUNT, INTERVAL, PAYLOAD)
            .more(PORT, TIMEOUT);

    public UdpSpec {
        PORT.requireIfGiven(port);
        COUNT.require(count);
        PAYLOAD.require(payloadBytes);
        INTERVAL.require(intervalUs);
        TIMEOUT.require(timeoutUs);
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
