package io.waddleperf.contracts.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/// Which partition holds a key: all of a probe is in one, and the count is fixed at creation.
public final class ProbePartition {
    private ProbePartition() {}

    /// murmur2 over the UTF-8 bytes, as Kafka's own clients choose for a key.
    ///
    /// @param partitions of the topic, at least 1
    public static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
