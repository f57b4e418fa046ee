package io.waddleperf.probe.intake;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.kafka.PartitionCounts;
import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Puts a consumer where a probe begins to read.
final class PartitionReader {
    /// Longer than any command lives; what was done since is in the spool's journal.
    static final Duration LOOK_BACK = Assignment.Item.LONGEST_GOOD_FOR;

    private static final Logger LOG = Logger.getLogger(PartitionReader.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private PartitionReader() {}

    static TopicPartition commands(String probe, int partitions) {
        return partition(Topics.COMMANDS, probe, partitions);
    }

    static TopicPartition assignments(String probe, int partitions) {
        return partition(Topics.ASSIGNMENTS, probe, partitions);
    }

    private static TopicPartition partition(Topic<?> topic, String probe, int partitions) {
        return new TopicPartition(topic.name(), ProbePartition.of(probe, partitions));
    }

    /// @return whether both topics exist
    /// @throws io.waddleperf.contracts.kafka.WrongPartitionsException where one has another count
    static boolean topicsReady(Consumer<?, ?> consumer, int partitions) {
        boolean ready = true;
        for (var topic : List.of(Topics.COMMANDS, Topics.ASSIGNMENTS)) {
            var found = consumer.partitionsFor(topic.name(), LIMIT);
            if (found == null || found.isEmpty()) {
                ready = false;
            } else {
                PartitionCounts.require(topic, found.size(), partitions, "--partitions");
            }
        }
        return ready;
    }

    /// Commands from 10 minutes ago, assignments from the beginning.
    static void seek(Consumer<?, ?> consumer, TopicPartition commands, TopicPartition assignments, Instant now) {
        consumer.assign(List.of(commands, assignments));
        consumer.seekToBeginning(List.of(assignments));
        // asked first: what is written in between is then behind it
        long end = consumer.endOffsets(List.of(commands), LIMIT).getOrDefault(commands, 0L);
        var from = consumer.offsetsForTimes(
                        Map.of(commands, now.minus(LOOK_BACK).toEpochMilli()), LIMIT)
                .get(commands);
        consumer.seek(commands, from == null ? end : from.offset());
        LOG.fine(() -> commands + " is read from " + from + ", its end was " + end);
    }
}
