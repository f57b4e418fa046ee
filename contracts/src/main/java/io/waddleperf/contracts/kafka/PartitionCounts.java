package io.waddleperf.contracts.kafka;

import java.util.Map;
import java.util.function.ToIntFunction;

/// Holds the partition counts of topics against the one that a process was told for those that are spread by probe:
/// which
/// partition a record is in follows from it, so all must go by the same.
public final class PartitionCounts {
    /// Where services are told it.
    public static final String SETTING = "waddleperf.partitions";

    private PartitionCounts() {}

    /// @param byProbe what the process was told
    /// @param setting where it was told that
    /// @throws WrongPartitionsException where the topic has another count
    public static void require(Topic<?> topic, int found, int byProbe, String setting) {
        int expected = topic.partitions(byProbe);
        if (found != expected) {
            throw new WrongPartitionsException(topic.name(), found, expected, setting);
        }
    }

    /// Of a service; topics that are absent are passed over.
    ///
    /// @param found by name
    /// @param count of one of them
    public static <T> void require(Map<String, T> found, ToIntFunction<T> count, int byProbe) {
        for (Topic<?> topic : Topics.all()) {
            T there = found.get(topic.name());
            if (there != null) {
                require(topic, count.applyAsInt(there), byProbe, SETTING);
            }
        }
    }
}
