package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nothing passes that is not stored, whatever happens to a batch.
class ResultReaderIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int RECORDS = 200;
    private static final int PARTITIONS = 4;

    private final String topic = "reader-" + UUID.randomUUID();
    private final ConcurrentLinkedQueue<Long> stored = new ConcurrentLinkedQueue<>();
    private final AtomicInteger batches = new AtomicInteger();

    private Admin admin;

    @BeforeEach
    void fill() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()));
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                .all()
                .get(30, TimeUnit.SECONDS);
        try (var producer = new KafkaProducer<Integer, Integer>(
                Map.of("bootstrap.servers", TestServers.kafka()), new IntegerSerializer(), new IntegerSerializer())) {
            var sent = new ArrayList<Future<?>>();
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, i % PARTITIONS, i, i)));
            }
            for (var each : sent) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void aBatchThatFailsComesAgain() {
        try (var reader = reader(batch -> {
            if (batches.incrementAndGet() == 2) {
                throw new IllegalStateException("a fault");
            }
            return store(batch);
        })) {
            awaitPassed();
            assertEquals(RECORDS, new TreeSet<>(stored).size());
            Await.until("nothing is wrong", SOON, () -> reader.problem().isEmpty());
        }
    }

    @Test
    void nothingPassesBehindABatchThatWasNotStored() {
        try (var _ = reader(batch -> batches.incrementAndGet() != 1 && store(batch))) {
            awaitPassed();
            assertEquals(RECORDS, new TreeSet<>(stored).size());
        }
    }

    @Test
    void staysInItsGroupWhileABatchWaits() throws Exception {
        var mayGo = new CountDownLatch(1);
        try (var reader = reader(batch -> {
            awaits(mayGo);
            return store(batch);
        })) {
            long begunNs = System.nanoTime();
            Await.until(
                    "the group would have given it up twice",
                    SOON,
                    () -> System.nanoTime() - begunNs > Duration.ofSeconds(6).toNanos());
            mayGo.countDown();
            awaitPassed();
            assertEquals(RECORDS, stored.size(), "none came twice");
            Await.until("nothing is wrong", SOON, () -> reader.problem().isEmpty());
        }
    }

    @Test
    void whoComesLaterTakesAShareAndNothingIsLost() throws Exception {
        var mayGo = new CountDownLatch(1);
        try (var _ = reader(batch -> {
            awaits(mayGo);
            return store(batch);
        })) {
            Await.until("a batch is in hand", SOON, () -> batches.get() > 0);
            try (var _ = reader(this::store)) {
                Await.until("the second has some", SOON, () -> !stored.isEmpty());
                mayGo.countDown();
                awaitPassed();
            }
        }
        assertEquals(RECORDS, new TreeSet<>(stored).size());
    }

    private ResultReader reader(Predicate<ConsumerRecords<byte[], byte[]>> sink) {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", TestServers.kafka());
        settings.put("group.id", topic);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.put("max.poll.records", "20");
        settings.put("max.poll.interval.ms", "3000");
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        var reader = new ResultReader(topic, settings, sink, new LatestRewind(_ -> Map.of()));
        reader.start();
        return reader;
    }

    private void awaits(CountDownLatch mayGo) {
        batches.incrementAndGet();
        try {
            assertTrue(mayGo.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// By partition and offset.
    private boolean store(ConsumerRecords<byte[], byte[]> batch) {
        batch.forEach(record -> stored.add(record.offset() * PARTITIONS + record.partition()));
        return true;
    }

    private void awaitPassed() {
        Await.until("all offsets have passed", SOON, () -> passed() == RECORDS);
    }

    private long passed() {
        try {
            return admin
                    .listConsumerGroupOffsets(topic)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToLong(each -> each.offset())
                    .sum();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
