package io.waddleperf.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waddleperf.cli.Cli;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.DeadLetter.Source;
import io.waddleperf.contracts.Replay;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The topics as senders and readers see them.
final class LetterKafka implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final long SECONDS = 20;

    private final String bootstrap;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    LetterKafka(String bootstrap) throws Exception {
        this.bootstrap = bootstrap;
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
    }

    String bootstrap() {
        return bootstrap;
    }

    Source send(String topic, int partition, String key, byte[] value) throws Exception {
        var record = new ProducerRecord<>(topic, partition, key, value);
        record.headers().add("ce_id", "id of it".getBytes(UTF_8));
        return place(producer.send(record).get(SECONDS, TimeUnit.SECONDS));
    }

    /// In a transaction that is aborted when the record is on the topic.
    Source sendAborted(String topic, int partition, String key, byte[] value) throws Exception {
        try (var transactional = transactional("aborts-" + key)) {
            transactional.initTransactions();
            transactional.beginTransaction();
            var at = transactional
                    .send(new ProducerRecord<>(topic, partition, key, value))
                    .get(SECONDS, TimeUnit.SECONDS);
            transactional.abortTransaction();
            return place(at);
        }
    }

    KafkaProducer<String, byte[]> transactional(String id) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "transactional.id", id),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static Source place(RecordMetadata at) {
        return new Source(at.topic(), at.partition(), at.offset());
    }

    /// @return the letter's id
    String bury(Source source, String key, byte[] value, String reader) throws Exception {
        return bury(DeadLetter.of(source, key.getBytes(UTF_8), value, reader, "not a Result: {", Cli.now()), key, null);
    }

    /// @param writtenAt null: now
    String bury(DeadLetter letter, String key, @Nullable Instant writtenAt) throws Exception {
        var record = Topics.DEAD_LETTERS.record(key, letter, PARTITIONS);
        var at = producer.send(new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        writtenAt == null ? null : writtenAt.toEpochMilli(),
                        key,
                        record.value(),
                        record.headers()))
                .get(SECONDS, TimeUnit.SECONDS);
        return at.partition() + "-" + at.offset();
    }

    /// Makes all that stands in a partition go, as retention does.
    void forget(String topic, int partition) throws Exception {
        var where = new TopicPartition(topic, partition);
        admin.deleteRecords(Map.of(where, RecordsToDelete.beforeOffset(end(where))))
                .all()
                .get(SECONDS, TimeUnit.SECONDS);
    }

    private long end(TopicPartition where) throws Exception {
        return admin.listOffsets(Map.of(where, OffsetSpec.latest()))
                .partitionResult(where)
                .get(SECONDS, TimeUnit.SECONDS)
                .offset();
    }

    /// All committed replays of what stood at a place.
    List<ConsumerRecord<byte[], byte[]>> replaysOf(Source source) throws Exception {
        var where = new TopicPartition(source.topic(), source.partition());
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(where));
            consumer.seekToBeginning(List.of(where));
            long end = end(where);
            while (consumer.position(where) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var header = record.headers().lastHeader(Replay.HEADER);
                    if (header != null && new String(header.value(), UTF_8).equals(source.toString())) {
                        found.add(record);
                    }
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
