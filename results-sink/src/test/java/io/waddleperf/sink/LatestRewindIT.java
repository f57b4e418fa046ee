package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.TestServers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// Results whose states were not written come again, and no others.
class LatestRewindIT {
    private static final TopicPartition BEHIND = new TopicPartition(Topics.RESULTS.name(), 0);
    private static final TopicPartition EVEN = new TopicPartition(Topics.RESULTS.name(), 1);
    private static final TopicPartition RESET = new TopicPartition(Topics.RESULTS.name(), 2);
    private static final TopicPartition UNKNOWN = new TopicPartition(Topics.RESULTS.name(), 3);
    private static final List<TopicPartition> ALL = List.of(BEHIND, EVEN, RESET, UNKNOWN);

    @Test
    void goesBackToWhereTheStatesEnded() {
        var progress = Map.of(BEHIND, 30L, EVEN, 50L, RESET, 70L);
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.assign(ALL);
            ALL.forEach(partition -> consumer.seek(partition, 50));
            new LatestRewind(_ -> progress).onPartitionsAssigned(consumer, ALL);
            assertEquals(30, consumer.position(BEHIND));
            List.of(EVEN, RESET, UNKNOWN).forEach(partition -> assertEquals(50, consumer.position(partition)));
        }
    }

    @Test
    void isKeptByKafka() {
        try (var progress = new LatestProgress(TestServers.kafka())) {
            assertEquals(Map.of(), progress.of(ALL));
            progress.passed(Map.of(BEHIND, 7L, EVEN, 9L));
            progress.passed(Map.of(BEHIND, 8L));
        }
        try (var progress = new LatestProgress(TestServers.kafka())) {
            assertEquals(Map.of(BEHIND, 8L), progress.of(List.of(BEHIND, RESET)));
        }
    }

    @Test
    void withoutKafkaNothingIsKnown() {
        try (var progress = new LatestProgress("127.0.0.1:1")) {
            progress.passed(Map.of(BEHIND, 7L));
            assertEquals(Map.of(), progress.of(ALL));
        }
    }
}
