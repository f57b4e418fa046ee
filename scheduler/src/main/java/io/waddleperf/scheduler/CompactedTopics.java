package io.waddleperf.scheduler;

import io.waddleperf.contracts.kafka.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Reads compacted topics from their beginning to where they end now.
final class CompactedTopics {
    private static final Duration POLL = Duration.ofMillis(250);

    private CompactedTopics() {}

    /// Afterwards the consumer stands at the end and goes on from there.
    ///
    /// @throws org.apache.kafka.common.KafkaException where the broker or a topic is absent; the
    ///     caller may try again
    static void read(
            Consumer<String, byte[]> consumer,
            List<Topic<?>> topics,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> reader) {
        for (Topic<?> topic : topics) {
            if (Clients.partitions(consumer, List.of(topic)).isEmpty()) {
                throw new UnknownTopicOrPartitionException(topic.name() + " does not exist yet");
            }
        }
        var partitions = Clients.partitions(consumer, topics);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
            consumer.poll(POLL).forEach(reader);
        }
    }
}
