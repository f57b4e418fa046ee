package io.waddleperf.scheduler;

import io.waddleperf.contracts.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
    /// How long the group waits for a scheduler that was killed before another reads its requests.
    private static final int SESSION_TIMEOUT_MS = 8_000;

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
        return new KafkaConsumer<>(
                settings.kafka()
                        .with(Map.of(
                                ConsumerConfig.CLIENT_ID_CONFIG,
                                NAME + '-' + role,
                                ConsumerConfig.GROUP_ID_CONFIG,
                                NAME,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                                SESSION_TIMEOUT_MS,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                500)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, List<Topic<?>> topics) {
        var partitions = new ArrayList<TopicPartition>();
        topics.forEach(topic -> consumer.partitionsFor(topic.name(), Duration.ofSeconds(60))
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition()))));
        return partitions;
    }
}
