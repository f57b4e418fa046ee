package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.kafka.RenewedProducer;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The simulated fleet's way to Kafka.
record FleetClients(Consumer<String, byte[]> consumer, RenewedProducer producer) {
    private static final String NAME = "demo-fleet";

    static FleetClients of(String bootstrap) {
        return new FleetClients(consumer(bootstrap), new RenewedProducer(NAME, () -> producer(bootstrap)));
    }

    /// Reads what is not committed yet, as a probe does, and belongs to no group.
    private static Consumer<String, byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        NAME,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_uncommitted",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        200,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        1 << 20),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /// Its results wait 20 ms for company: no hurry is simulated.
    private static KafkaProducer<String, byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        NAME,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        4 << 20,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        1_500),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
