package io.waddleperf.probe.outbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.probe.spool.Spool;
import io.waddleperf.probe.spool.SpoolRecord.Urgency;
import io.waddleperf.probe.spool.SpoolSettings;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the producer that Kafka ships for tests: each of its sends ends as the test says.
class OutboxTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private final AtomicLong pausesNanos = new AtomicLong();
    private final List<MockProducer<String, byte[]>> routine = new CopyOnWriteArrayList<>();
    private final List<MockProducer<String, byte[]>> urgent = new CopyOnWriteArrayList<>();
    private Spool spool;
    private Outbox outbox;

    @BeforeEach
    void start() throws IOException {
        spool = Spool.open(directory, SpoolSettings.DEFAULT, InstantSource.system());
        outbox = Outbox.start(
                spool,
                "local",
                4,
                () -> System.nanoTime() + pausesNanos.get(),
                () -> made(routine),
                () -> made(urgent));
    }

    @AfterEach
    void stop() throws IOException {
        outbox.close();
        spool.close();
    }

    @Test
    void marksWhatKafkaAcknowledged() {
        append(1, Urgency.NORMAL);
        var producer = producer(routine, 1);
        Await.equal(1, SOON, () -> producer.history().size());
        var sent = producer.history().getFirst();
        assertEquals(Topics.RESULTS.name(), sent.topic());
        assertEquals("local", sent.key());
        assertEquals(ProbePartition.of("local", 4), sent.partition());
        assertEquals(
                Samples.ping("local", "192.0.2.1", Samples.AT.plusSeconds(1))
                        .id()
                        .toString(),
                new String(sent.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
        assertTrue(sent.headers().lastHeader("traceparent") != null);
        assertEquals(1, spool.state().pending());
        producer.completeNext();
        Await.equal(0L, SOON, () -> spool.state().pending());
        assertEquals(1, spool.state().sentTo()); // the first one of its partition is there
    }

    @Test
    void sendsUrgentResultsByThemselves() {
        append(1, Urgency.NORMAL);
        append(2, Urgency.URGENT);
        Await.equal(1, SOON, () -> producer(urgent, 1).history().size());
        Await.equal(1, SOON, () -> producer(routine, 1).history().size());
    }

    @Test
    void sendsTheSameBytesAgainAfterAFailure() {
        append(1, Urgency.NORMAL);
        var producer = producer(routine, 1);
        Await.equal(1, SOON, () -> producer.history().size());
        producer.errorNext(new NotLeaderOrFollowerException("expected by the test"));
        pausesNanos.addAndGet(Duration.ofSeconds(1).toNanos());
        Await.equal(2, SOON, () -> producer.history().size());
        assertArrayEquals(
                producer.history().get(0).value(), producer.history().get(1).value());
        assertArrayEquals(
                WireCodec.bytes(Samples.ping("local", "192.0.2.1", Samples.AT.plusSeconds(1))),
                producer.history().get(1).value());
        assertEquals(1, spool.state().pending());
    }

    @Test
    void takesANewProducerAfterAnErrorThatEndsOne() {
        append(1, Urgency.NORMAL);
        var first = producer(routine, 1);
        Await.equal(1, SOON, () -> first.history().size());
        first.errorNext(new UnknownProducerIdException("expected by the test"));
        pausesNanos.addAndGet(Duration.ofSeconds(1).toNanos());
        var second = producer(routine, 2);
        Await.equal(1, SOON, () -> second.history().size());
        second.completeNext();
        Await.equal(0L, SOON, () -> spool.state().pending());
        Await.until("the first is closed", SOON, first::closed);
    }

    @Test
    void saysThatItIsCutOffWhenNothingIsAcknowledged() {
        assertFalse(outbox.isolated());
        append(1, Urgency.NORMAL);
        var producer = producer(routine, 1);
        Await.equal(1, SOON, () -> producer.history().size());
        pausesNanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertTrue(outbox.isolated());
        producer.completeNext();
        Await.until("it is connected again", SOON, () -> !outbox.isolated());
    }

    @Test
    void holdsAnUnboundedBacklogOnDiskAndNotInMemory() {
        for (int i = 0; i < 1_200; i++) {
            append(i, Urgency.NORMAL);
        }
        var producer = producer(routine, 1);
        Await.equal(1_000, SOON, () -> producer.history().size());
        for (int i = 0; i < 1_000; i++) {
            producer.completeNext();
        }
        Await.equal(1_200, SOON, () -> producer.history().size());
    }

    private void append(int number, Urgency urgency) {
        spool.append(Samples.ping("local", "192.0.2.1", Samples.AT.plusSeconds(number)), urgency);
    }

    private static Producer<String, byte[]> made(List<MockProducer<String, byte[]>> list) {
        var producer = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        list.add(producer);
        return producer;
    }

    private static MockProducer<String, byte[]> producer(List<MockProducer<String, byte[]>> list, int number) {
        Await.equal(number, SOON, list::size);
        return list.get(number - 1);
    }
}
