package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// The packets between the probe's machine and the target, as a pcapng file beside the result. Only
/// where the probe allows it; nothing is sent.
///
/// @param durationUs how long packets are captured
/// @param maxBytes   of the file, at which the capture ends earlier
/// @param snapBytes  kept of each packet, from its IP header on
/// @param payload    whether what stands behind the headers of IP, TCP, UDP and ICMP is kept too, as far
///                   as `snapBytes` reaches
/// @param port       only TCP and UDP from or to this port; null: all packets of the target
public record CaptureSpec(
        long durationUs,
        long maxBytes,
        int snapBytes,
        boolean payload,
        @Nullable Integer port) implements TestSpec {
    private static final long SECOND_US = 1_000_000;

    /// For opening the socket and writing the file.
    private static final long BESIDES_US = 5 * SECOND_US;

    private static final long SMALLEST_FILE = 4_096;
    public static final CaptureSpec DEFAULT = new CaptureSpec(30 * SECOND_US, 4 * 1024 * 1024, 128, false, null);

    public CaptureSpec {
        Require.range("durationUs", durationUs, SECOND_US / 10, 120 * SECOND_US);
        Require.range("maxBytes", maxBytes, SMALLEST_FILE, ArtifactChunk.MOST_TOTAL_BYTES);
        Require.range("snapBytes", snapBytes, 20, 65_535);
        if (port != null) {
            Require.range("port", port, 1, 65_535);
        }
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
