package io.waddleperf.contracts.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which errors end a producer, so that the next record goes by another.
class RenewedProducerTest {
    private final List<MockProducer<String, byte[]>> made = new ArrayList<>();
    private final List<@Nullable Exception> ends = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final RenewedProducer producer = new RenewedProducer("test", this::make, nanos::get);

    private MockProducer<String, byte[]> make() {
        var one = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        made.add(one);
        return one;
    }

    private Future<RecordMetadata> send() {
        return producer.send(new ProducerRecord<>("t", "k", new byte[1]), (_, error) -> ends.add(error));
    }

    @Test
    void isMadeWithTheFirstRecord() {
        assertEquals(0, made.size());
        producer.flush();
        var _ = send();
        var _ = send();
        assertEquals(1, made.size());
    }

    @Test
    void isMadeAnewOnceItIsNotLetIn() throws Exception {
        failsWith(new SaslAuthenticationException("no such user"));
        afterThePause();
        var next = send();
        assertEquals(2, made.size());
        made.getLast().completeNext();
        assertEquals("t", next.get().topic());
        assertEquals(null, ends.getLast());
    }

    @Test
    void isMadeAnewAfterWhatEndsAnIdempotentOne() {
        failsWith(new ClusterAuthorizationException("no idempotent writes"));
        afterThePause();
        var _ = send();
        assertEquals(2, made.size());
    }

    @Test
    void outlivesWhatIsTheFaultOfOneRecordOrTopicOrPasses() {
        for (var error : List.of(
                new RecordTooLargeException("2 MiB"),
                new TopicAuthorizationException("t"),
                new NotLeaderOrFollowerException("it moved"))) {
            failsWith(error);
        }
        var _ = send();
        assertEquals(1, made.size());
    }

    /// One that waits for its id in vain lets each batch expire.
    @Test
    void isMadeAnewWhereItHasNeverWrittenAndABatchExpires() throws Exception {
        var _ = send();
        expires();
        afterThePause();
        var _ = send();
        assertEquals(2, made.size());
    }

    @Test
    void outlivesAnExpiryOnceItHasWritten() throws Exception {
        var _ = send();
        made.getFirst().completeNext();
        var _ = send();
        expires();
        var _ = send();
        assertEquals(1, made.size());
    }

    @Test
    void outlivesBrokersThatAreAway() {
        var _ = send();
        assertTrue(made.getFirst().errorNext(new TimeoutException("t is not present in metadata after 1500 ms")));
        var _ = send();
        assertEquals(1, made.size());
    }

    @Test
    void tellsWhatASendThrows() {
        var _ = send();
        made.getFirst().sendException = new SaslAuthenticationException("no such user");
        var thrown = send();
        assertSame(made.getFirst().sendException, thrown.exceptionNow());
        assertSame(made.getFirst().sendException, ends.getLast());
        afterThePause();
        var _ = send();
        assertEquals(2, made.size());
    }

    @Test
    void failsAsTheLastDidUntilTheNextIsMade() {
        var error = new SaslAuthenticationException("no such user");
        failsWith(error);
        nanos.addAndGet(RenewedProducer.PAUSE.toNanos() - 1);
        assertSame(error, send().exceptionNow());
        assertEquals(1, made.size());
        nanos.addAndGet(1);
        assertEquals(Future.State.RUNNING, send().state());
        assertEquals(2, made.size());
    }

    @Test
    void triesNoMoreThanOnceASecondToMakeOne() {
        var tries = new AtomicLong();
        var never = new RenewedProducer(
                "test",
                () -> {
                    throw new KafkaException("try " + tries.incrementAndGet());
                },
                nanos::get);
        for (int i = 0; i < 3; i++) {
            var failed = never.send(new ProducerRecord<>("t", "k", new byte[1]));
            assertEquals("try 1", failed.exceptionNow().getMessage());
        }
        afterThePause();
        var failed = never.send(new ProducerRecord<>("t", "k", new byte[1]));
        assertEquals("try 2", failed.exceptionNow().getMessage());
    }

    @Test
    void tellsThatNoneCanBeMade() {
        var never = new RenewedProducer("test", () -> {
            throw new KafkaException("no address of broker:9092 can be resolved");
        });
        var failed = never.send(new ProducerRecord<>("t", "k", new byte[1]));
        assertEquals(
                "no address of broker:9092 can be resolved",
                failed.exceptionNow().getMessage());
    }

    @Test
    void keepsAnInterrupt() {
        var _ = send();
        made.getFirst().sendException = new InterruptException("expected by the test");
        assertInstanceOf(InterruptException.class, send().exceptionNow());
        assertTrue(Thread.interrupted());
        made.getFirst().sendException = null;
        var _ = send();
        assertEquals(1, made.size());
    }

    /// Records of one that failed have their end by its close, on another thread.
    @Test
    void isFlushedOnlyWhenOneThatFailedHasEnded() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var slow = new RenewedProducer(
                "test", () -> new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()) {
                    {
                        sendException = new ClusterAuthorizationException("no idempotent writes");
                    }

                    @Override
                    public void close(Duration limit) {
                        awaitQuietly(mayEnd);
                        ended.set(true);
                    }
                });
        var _ = slow.send(new ProducerRecord<>("t", "k", new byte[1]));
        var seen = new CompletableFuture<Boolean>();
        var flusher = Thread.ofPlatform().start(() -> {
            slow.flush();
            seen.complete(ended.get());
        });
        while (flusher.getState() != Thread.State.TIMED_WAITING && flusher.isAlive()) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();
        assertTrue(seen.get(5, TimeUnit.SECONDS), "was flushed before the failed one had ended");
    }

    @Test
    void takesNothingOnceItIsClosed() {
        var _ = send();
        producer.close(Duration.ZERO);
        assertTrue(made.getFirst().closed());
        assertInstanceOf(IllegalStateException.class, send().exceptionNow());
        assertEquals(1, made.size());
    }

    private void afterThePause() {
        nanos.addAndGet(RenewedProducer.PAUSE.toNanos());
    }

    private void failsWith(RuntimeException error) {
        var future = send();
        assertTrue(made.getLast().errorNext(error));
        assertSame(error, ends.getLast());
        assertTrue(future.isDone());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Batches expire on the producer's own thread.
    private void expires() throws InterruptedException {
        var expiry = new TimeoutException("120000 ms has passed since batch creation");
        Thread.ofPlatform().start(() -> made.getFirst().errorNext(expiry)).join();
        assertSame(expiry, ends.getLast());
    }
}
