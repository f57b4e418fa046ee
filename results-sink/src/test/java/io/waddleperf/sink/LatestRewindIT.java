package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.TestServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
            new LatestRewind(_ -> progress).rewind(consumer, ALL);
            assertEquals(30, consumer.position(BEHIND));
            List.of(EVEN, RESET, UNKNOWN).forEach(partition -> assertEquals(50, consumer.position(partition)));
        }
    }

    @Test
    void isKeptByKafka() throws Exception {
        // other tests of this broker have a sink of their own on the topic of results
        var topic = new NewTopic("rewind-" + UUID.randomUUID(), 3, (short) 1);
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        }
        var one = new TopicPartition(topic.name(), 0);
        var two = new TopicPartition(topic.name(), 1);
        var other = new TopicPartition(topic.name(), 2);
        try (var progress = new LatestProgress(KafkaAccess.open(TestServers.kafka()))) {
            assertEquals(Map.of(), progress.of(List.of(one, two, other)));
            progress.passed(Map.of(one, 7L, two, 9L));
            progress.passed(Map.of(one, 8L));
        }
        try (var progress = new LatestProgress(KafkaAccess.open(TestServers.kafka()))) {
            assertEquals(Map.of(one, 8L), progress.of(List.of(one, other)));
        }
    }

    @Test
    void withoutKafkaNothingIsKnown() {
        try (var progress = new LatestProgress(KafkaAccess.open("127.0.0.1:1"))) {
            progress.passed(Map.of(BEHIND, 7L));
            assertEquals(Map.of(), progress.of(ALL));
        }
    }
}
