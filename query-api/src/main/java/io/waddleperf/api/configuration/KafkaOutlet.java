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
import java.util.LinkedHashMap;
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

/// Writes rows of the outbox to their topics and returns when the brokers have them, all or none.
///
/// There is one at a time: whoever opens the next one ends the one before, for all brokers. A process that was held up
/// between reading rows and writing them, for longer than its lease, would else write what is old behind what is new,
/// and a compacted topic would keep that.
final class KafkaOutlet implements AutoCloseable {
    /// Of its producer; the transactional id is what ends the one before.
    static final Map<String, Object> SETTINGS = Map.of(
            ProducerConfig.CLIENT_ID_CONFIG,
            "query-api-outbox",
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "waddleperf.outbox",
            ProducerConfig.ACKS_CONFIG,
            "all",
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

    private static final Map<String, Topic<?>> TOPICS =
            Topics.all().stream().collect(Collectors.toMap(Topic::name, Function.identity()));

    private final Producer<String, byte[]> producer;
    private final int partitions;

    private KafkaOutlet(Producer<String, byte[]> producer, int partitions) {
        this.producer = producer;
        this.partitions = partitions;
    }

    /// @param partitions the count of topics that are spread by probe
    /// @throws KafkaException where the brokers do not answer, or do not let us
    static KafkaOutlet connect(KafkaAccess kafka, int partitions) {
        Require.range("waddleperf.partitions", partitions, 1, 10_000);
        var producer = new KafkaProducer<>(kafka.with(SETTINGS), new StringSerializer(), new ByteArraySerializer());
        return open(producer, partitions);
    }

    /// @param producer with a transactional id, and new
    static KafkaOutlet open(Producer<String, byte[]> producer, int partitions) {
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        return new KafkaOutlet(producer, partitions);
    }

    /// @param refused is told of each entry that is at fault itself, so that no attempt will ever
    ///                write it
    /// @return how many are written
    /// @throws KafkaException where the others are not written, or maybe not; this outlet is good for nothing then
    int write(List<Entry> entries, BiConsumer<Entry, Throwable> refused) throws InterruptedException {
        var left = new ArrayList<>(entries);
        while (!left.isEmpty()) {
            producer.beginTransaction();
            var sent = send(left);
            producer.flush();
            var faults = faults(left, sent);
            if (faults.isEmpty()) {
                producer.commitTransaction();
                return left.size();
            }
            producer.abortTransaction(); // one that fails takes the others with it: they go again, without it
            faults.forEach(refused);
            left.removeAll(faults.keySet());
        }
        return 0;
    }

    /// @return what is at fault itself; empty where all are written
    /// @throws KafkaException where another attempt may help
    private static Map<Entry, Throwable> faults(List<Entry> entries, List<Future<RecordMetadata>> sent)
            throws InterruptedException {
        var faults = new LinkedHashMap<Entry, Throwable>();
        KafkaException failure = null;
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
            } catch (ExecutionException e) {
                if (RenewedProducer.isForGood(e.getCause())) {
                    faults.put(entries.get(i), e.getCause());
                } else if (failure == null) {
                    failure = new KafkaException("not written: " + e.getCause(), e);
                }
            }
        }
        if (failure != null && faults.isEmpty()) {
            throw failure;
        }
        return faults;
    }

    /// @return fewer where one fails at once: its transaction takes no more, and each of the next would wait for
    /// brokers
    ///     that are away as long
    private List<Future<RecordMetadata>> send(List<Entry> entries) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (Entry entry : entries) {
            Future<RecordMetadata> one = send(entry);
            sent.add(one);
            if (one.state() == Future.State.FAILED) {
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
