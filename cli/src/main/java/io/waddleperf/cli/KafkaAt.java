package io.waddleperf.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A Kafka and how its clients are made.
///
/// @param settings what the operator gave, `bootstrap.servers` among it; ours go over them
/// @param name     as messages say it
/// @param timeout  so long it may be silent
public record KafkaAt(Map<String, String> settings, String name, Duration timeout) {
    /// An open transaction holds up those who read committed records: a command that is killed
    /// holds them up for so long at most, and up to 10 s more until the broker looks.
    private static final String TRANSACTION_MILLIS = "10000";

    /// A fetch that waits at the end of one partition holds up the next, of another partition.
    private static final String FETCH_WAIT_MILLIS = "20";

    private static final long ONE_REQUEST_MILLIS = 5_000;

    /// The broker's bound is its `message.max.bytes`, after compression.
    private static final String MOST_BYTES = Integer.toString(16 << 20);

    public KafkaAt {
        settings = Map.copyOf(settings);
    }

    Admin admin() {
        return Admin.create(with(Map.of("default.api.timeout.ms", millis())));
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        var ours = Map.of(
                "default.api.timeout.ms", millis(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "allow.auto.create.topics", "false",
                "fetch.max.wait.ms", FETCH_WAIT_MILLIS,
                "fetch.max.bytes", Integer.toString(8 << 20));
        return new KafkaConsumer<>(with(ours), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// @param transactionalId whoever opens another with the same shuts this one out
    public KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        var ours = new HashMap<String, String>();
        ours.put("transactional.id", transactionalId);
        ours.put("transaction.timeout.ms", TRANSACTION_MILLIS);
        ours.put("enable.idempotence", "true");
        ours.put("acks", "all");
        ours.put("linger.ms", "0");
        ours.put("compression.type", "zstd");
        ours.put("max.request.size", MOST_BYTES);
        ours.put("max.block.ms", millis());
        ours.put("delivery.timeout.ms", millis());
        return new KafkaProducer<>(with(ours), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> with(Map<String, String> ours) {
        var all = new HashMap<String, Object>(settings);
        all.put("request.timeout.ms", Long.toString(Math.min(ONE_REQUEST_MILLIS, timeout.toMillis())));
        all.putAll(ours);
        return all;
    }

    private String millis() {
        return Long.toString(timeout.toMillis());
    }
}
