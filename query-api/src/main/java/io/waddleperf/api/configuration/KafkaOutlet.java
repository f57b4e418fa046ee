package io.waddleperf.api.configuration;

import io.waddleperf.api.configuration.Outbox.Entry;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Writes rows of the outbox to their topics and returns when the brokers have them.
final class KafkaOutlet implements AutoCloseable {
    private static final Map<String, Topic<?>> TOPICS =
            Topics.all().stream().collect(Collectors.toMap(Topic::name, Function.identity()));

    private final Producer<String, byte[]> producer;
    private final int partitions;

    /// @param partitions the count of topics that are spread by probe
    KafkaOutlet(Producer<String, byte[]> producer, int partitions) {
        Require.range("waddleperf.partitions", partitions, 1, 10_000);
        this.producer = producer;
        this.partitions = partitions;
    }

    static KafkaOutlet connect(KafkaAccess kafka, int partitions) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "query-api-outbox",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1, // also on a partition just created the first batch comes first
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                5_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                8 << 20);
        var producer = new KafkaProducer<>(kafka.with(settings), new StringSerializer(), new ByteArraySerializer());
        return new KafkaOutlet(producer, partitions);
    }

    /// @param refused is told of each entry that is at fault itself, so that no attempt will ever
    ///                write it
    /// @return how many are written
    /// @throws KafkaException where not all others are; those that are may be written again
    int write(List<Entry> entries, BiConsumer<Entry, Throwable> refused) throws InterruptedException {
        List<Future<RecordMetadata>> sent = send(entries);
        producer.flush();
        int written = 0;
        KafkaException failure = null;
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
                written++;
            } catch (ExecutionException e) {
                if (RenewedProducer.isForGood(e.getCause())) {
                    refused.accept(entries.get(i), e.getCause());
                } else if (failure == null) {
                    failure = new KafkaException("not written: " + e.getCause(), e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return written;
    }

    /// @return fewer where one fails at once: each of the next would wait for the brokers as long
    private List<Future<RecordMetadata>> send(List<Entry> entries) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (Entry entry : entries) {
            Future<RecordMetadata> one = send(entry);
            sent.add(one);
            if (one.state() == Future.State.FAILED && !RenewedProducer.isForGood(one.exceptionNow())) {
                break;
            }
        }
        return sent;
    }

    private Future<RecordMetadata> send(Entry entry) {
        try {
            return producer.send(record(entry));
        } catch (SerializationException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private ProducerRecord<String, byte[]> record(Entry entry) {
        Topic<?> topic = TOPICS.get(entry.topic());
        if (topic == null) {
            throw new KafkaException("the outbox names a topic that is not in the catalogue: " + entry.topic());
        }
        byte @Nullable [] value = entry.value() == null ? null : entry.value().getBytes(StandardCharsets.UTF_8);
        return topic.record(entry.key(), value, entry.id().toString(), partitions);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
