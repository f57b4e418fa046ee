package io.waddleperf.probe.outbox;

import io.waddleperf.probe.joining.Access;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// How the probe's producers are set.
///
/// A broker's cost is by request: routine results linger for company, urgent ones do not.
public record ProducerSettings(String bootstrapServers, String probe, Access access) {
    private static final int LINGER_MS = 500;
    private static final int BATCH_BYTES = 128 * 1024;
    private static final int URGENT_BATCH_BYTES = 16 * 1024;
    private static final int BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int REQUEST_TIMEOUT_MS = 10_000;

    /// Idempotence removes the duplicates of a producer's own retries, not those of a resend from
    /// the spool; so the producer is given long to try.
    private static final int DELIVERY_TIMEOUT_MS = 120_000;

    /// With more, a new topic's partition may refuse the first batch and take the second: a broker
    /// accepts any sequence number from a producer it does not know. The first is then out of
    /// sequence, and everything stands still until the delivery timeout.
    private static final int MOST_IN_FLIGHT = 1;

    private static final int MAX_BLOCK_MS = 1_500;

    Supplier<Producer<String, byte[]>> routine() {
        return () -> new KafkaProducer<>(properties("routine", LINGER_MS, BATCH_BYTES));
    }

    Supplier<Producer<String, byte[]>> urgent() {
        return () -> new KafkaProducer<>(properties("urgent", 0, URGENT_BATCH_BYTES));
    }

    /// Of chunks, each larger than a batch.
    Supplier<Producer<String, byte[]>> artifacts() {
        return () -> new KafkaProducer<>(properties("artifacts", 0, URGENT_BATCH_BYTES));
    }

    Map<String, Object> properties(String lane, int lingerMs, int batchBytes) {
        var properties = new HashMap<String, Object>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "waddleperf-probe-" + probe + '-' + lane);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, MOST_IN_FLIGHT);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        properties.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 2_000);
        properties.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, ""); // none reads them
        properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        properties.putAll(access.kafka());
        return properties;
    }
}
