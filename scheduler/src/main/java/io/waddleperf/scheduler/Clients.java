package io.waddleperf.scheduler;

import io.waddleperf.contracts.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Kafka clients with the settings that this service needs.
final class Clients {
    private static final String NAME = "scheduler";

    /// How long a group waits for a scheduler that was killed before others do its work: the least that
    /// a broker allows by default (`group.min.session.timeout.ms`).
    static final int SESSION_TIMEOUT_MS = 6_000;

    /// By these the others learn that the work is dealt anew.
    private static final int HEARTBEAT_MS = 1_000;

    /// How long a group waits for a scheduler that lives but does not ask; it plans in steps of
    /// milliseconds.
    private static final int AWAY_MS = 30_000;

    /// Of assignments, which may be [#LARGEST_BYTES] each, between two looks at what is due.
    private static final int ASSIGNMENTS_AT_ONCE = 10;

    /// An assignment before its compression: some 10,000 series. The broker's limit is on the rest.
    private static final int LARGEST_BYTES = 8 << 20;

    private Clients() {}

    /// Commands are small and urgent: they wait 5 ms for company. One request in flight: a broker
    /// takes any sequence number from a producer it does not know yet, so that on a partition just
    /// created a second batch could be taken before the first, which then never is.
    static KafkaProducer<String, byte[]> producer(SchedulerSettings settings) {
        return new KafkaProducer<>(
                settings.kafka()
                        .with(Map.of(
                                ProducerConfig.CLIENT_ID_CONFIG,
                                NAME,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                                1,
                                ProducerConfig.LINGER_MS_CONFIG,
                                5,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4",
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                LARGEST_BYTES,
                                ProducerConfig.BUFFER_MEMORY_CONFIG,
                                2 * LARGEST_BYTES)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static KafkaConsumer<String, byte[]> consumer(SchedulerSettings settings, String role) {
        return consumer(settings, role, NAME, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500));
    }

    /// For [Shares]: a group of its own, of all schedulers.
    static KafkaConsumer<String, byte[]> shares(SchedulerSettings settings) {
        return consumer(
                settings,
                "shares",
                NAME + "-shares",
                Map.of(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName(),
                        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                        AWAY_MS,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        ASSIGNMENTS_AT_ONCE));
    }

    private static KafkaConsumer<String, byte[]> consumer(
            SchedulerSettings settings, String role, String group, Map<String, Object> own) {
        var all = new HashMap<String, Object>(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                NAME + '-' + role,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_TIMEOUT_MS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                HEARTBEAT_MS));
        all.putAll(own);
        return new KafkaConsumer<>(settings.kafka().with(all), new StringDeserializer(), new ByteArrayDeserializer());
    }

    static List<TopicPartition> partitions(Consumer<?, ?> consumer, List<Topic<?>> topics) {
        var partitions = new ArrayList<TopicPartition>();
        topics.forEach(topic -> consumer.partitionsFor(topic.name(), Duration.ofSeconds(60))
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition()))));
        return partitions;
    }
}
