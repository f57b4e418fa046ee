package io.waddleperf.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The other end of the sink's topics.
final class SinkKafka implements AutoCloseable {
    static final int PARTITIONS = 4;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;

    SinkKafka(String bootstrap) {
        this.bootstrap = bootstrap;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
    }

    void results(List<Result> results) throws Exception {
        send(results.stream()
                .map(result -> Topics.RESULTS.record(result.probe(), result, PARTITIONS))
                .toList());
    }

    <T> void event(Topic<T> topic, String key, T event) throws Exception {
        send(List.of(topic.record(key, event, PARTITIONS)));
    }

    void text(Topic<?> topic, String key, String value) throws Exception {
        send(List.of(new ProducerRecord<>(topic.name(), 0, key, value.getBytes(UTF_8))));
    }

    /// In a transaction that is aborted when the event is on the topic.
    <T> void aborted(Topic<T> topic, String key, T event) throws Exception {
        try (var transactional = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "transactional.id", "aborts-" + topic.name()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional.send(topic.record(key, event, PARTITIONS)).get(10, TimeUnit.SECONDS);
            transactional.abortTransaction();
        }
    }

    private void send(List<ProducerRecord<String, byte[]>> records)
            throws ExecutionException, InterruptedException, TimeoutException {
        var sent = new ArrayList<Future<?>>();
        for (var record : records) {
            sent.add(producer.send(record));
        }
        for (var each : sent) {
            each.get(10, TimeUnit.SECONDS);
        }
    }

    DeadLetter deadLetter(String key) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            var only = List.of(new TopicPartition(Topics.DEAD_LETTERS.name(), 0));
            consumer.assign(only);
            consumer.seekToBeginning(only);
            return Await.value("the dead letter of " + key, SOON, () -> {
                for (var letter : consumer.poll(Duration.ofMillis(200))) {
                    if (letter.key().equals(key)) {
                        return Optional.of(WireCodec.read(DeadLetter.class, letter.value()));
                    }
                }
                return Optional.empty();
            });
        }
    }

    /// Until the sink's offsets are committed to the end: nothing comes again after a restart.
    void awaitOffsetsPassed() {
        new GroupOffsets(bootstrap).awaitEnd(SOON, "results-sink");
    }

    @Override
    public void close() {
        producer.close();
    }
}
