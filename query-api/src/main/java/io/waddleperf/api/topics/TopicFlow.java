package io.waddleperf.api.topics;

import java.util.List;

/// How a topic flows, as Kafka tells.
///
/// @param recordsPerSecond over the last minute, from offsets: the marks that end transactions count,
///                         too, and what was compacted away does not
/// @param groups           those of WaddlePerf that read it and note how far they are, by name
record TopicFlow(int partitions, double recordsPerSecond, List<GroupLag> groups) {
    /// @param records that the group has not read yet, of the partitions where it noted a place
    record GroupLag(String group, long records) {}

    TopicFlow {
        groups = List.copyOf(groups);
    }
}
