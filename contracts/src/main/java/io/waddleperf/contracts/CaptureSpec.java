package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Flag;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import io.waddleperf.contracts.TestKind.Need;
import org.jspecify.annotations.Nullable;

/// The packets between the probe's machine and the target, as a pcapng file beside the result. Only
/// where the probe allows it; nothing is sent.
public record CaptureSpec(
        long durationUs,
        long maxBytes,
        int snapBytes,
        boolean payload,
        @Nullable Integer port) implements TestSpec {
    private static final long SECOND_US = 1_000_000;

    /// For opening the socket and writing the file.
    private static final long BESIDES_US = 5 * SECOND_US;

    private static final Whole DURATION =
            Whole.of("durationUs", SECOND_US / 10, 120 * SECOND_US, "Duration", "How long packets are captured.");
    private static final Whole MAX_BYTES = Whole.of(
            "maxBytes",
            4_096,
            ArtifactChunk.MOST_TOTAL_BYTES,
            "Largest file",
            "Of the file, at which the capture ends earlier.");
    private static final Whole SNAP =
            Whole.of("snapBytes", 20, 65_535, "Kept of each packet", "From its IP header on.");
    private static final Flag PAYLOAD = Flag.of(
            "payload",
            "Keep payload",
            "Also what stands behind the headers of IP, TCP, UDP and ICMP, as far as is kept of each packet.");
    private static final Whole PORT =
            Whole.port("Only TCP and UDP from or to it; all packets of the target where left out.");

    public static final CaptureSpec DEFAULT = new CaptureSpec(30 * SECOND_US, 4 * 1024 * 1024, 128, false, null);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    3,
                    "Packet capture",
                    "The packets between the probe's machine and the target, as a pcapng file; nothing is sent.",
                    Chart.facts(Metric.CAPTURED_PACKETS, Metric.CAPTURED_BYTES, Metric.DROPPED_PACKETS))
            .needing(Need.PERMISSION)
            .first(DURATION, PORT)
            .more(MAX_BYTES, SNAP, PAYLOAD);

    public CaptureSpec {
        DURATION.require(durationUs);
        MAX_BYTES.require(maxBytes);
        SNAP.require(snapBytes);
        PORT.requireIfGiven(port);
    }

    @Override
    public Test test() {
        return Test.CAPTURE;
    }

    @Override
    public long limitUs() {
        return durationUs + BESIDES_US;
    }
}
