package io.waddleperf.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the broker keeps its data and on which port of 127.0.0.1 it listens (0: any free one).
///
/// `maxLogBytes` bounds each partition whose topic sets no `retention.bytes` of its own; a
/// partition may exceed it by one segment. `network` is null where no other machine is answered.
public record KafkaSettings(
        Path dir, int port, long maxLogBytes, @Nullable NetworkListener network) {
    /// Kafka refuses smaller segments.
    static final int MIN_SEGMENT_BYTES = 1 << 20;

    private static final int MAX_SEGMENT_BYTES = 16 << 20;

    public KafkaSettings {
        dir = dir.toAbsolutePath().normalize();
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        if (maxLogBytes < MIN_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "maxLogBytes must be at least " + MIN_SEGMENT_BYTES + ", not " + maxLogBytes);
        }
    }

    /// On loopback only.
    public KafkaSettings(Path dir, int port, long maxLogBytes) {
        this(dir, port, maxLogBytes, null);
    }

    /// A quarter of the bound, so that old data leaves in small steps.
    int segmentBytes() {
        return Math.clamp(maxLogBytes / 4, MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
    }
}
