package io.waddleperf.scheduler;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicInteger died = new AtomicInteger();

    @Test
    void showsItsFaultWhileAnotherSucceeds() {
        var away = new AtomicBoolean(true);
        var ended = new CountDownLatch(2);
        var good = new AtomicInteger();
        var troubled = loop(loop -> {
            while (!loop.succeeds(() -> failWhile(away))) {
                Thread.onSpinWait();
            }
            ended.countDown();
        });
        var other = loop(loop -> {
            while (away.get()) {
                assertTrue(loop.succeeds(good::incrementAndGet));
            }
            ended.countDown();
        });
        troubled.start();
        Await.until("the fault is shown", SOON, () -> troubled.failure() != null);
        other.start();
        Await.until("the other succeeds", SOON, () -> good.get() > 1_000);
        assertEquals("the broker is away", requireNonNull(troubled.failure()).getMessage());
        assertNull(other.failure());
        away.set(false);
        Await.until("both end", SOON, () -> ended.getCount() == 0);
        assertNull(troubled.failure());
        assertEquals(0, died.get());
    }

    @Test
    void endsWithoutAFaultWhereAClientIsInterrupted() {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        Loop.Work work = loop -> {
            while (loop.succeeds(() -> {
                throw new InterruptException(new InterruptedException());
            })) {
                Thread.onSpinWait();
            }
        };
        var loop = new Loop("test", consumer, work, died::incrementAndGet);
        loop.start();
        Await.until("it has ended", SOON, consumer::closed);
        assertNull(loop.failure());
        assertEquals(0, died.get());
    }

    @Test
    void isWokenFromWhateverItWaitsForAndClosesItsConsumer() {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        var waits = new CountDownLatch(1);
        var loop = new Loop(
                "test",
                consumer,
                _ -> {
                    waits.countDown();
                    new CountDownLatch(1).await();
                },
                died::incrementAndGet);
        loop.start();
        Await.until("it waits", SOON, () -> waits.getCount() == 0);
        loop.wake();
        loop.join();
        assertTrue(consumer.closed());
        assertEquals(0, died.get());
    }

    @Test
    void closesItsConsumerWhereItWasNeverStarted() {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        new Loop("test", consumer, _ -> {}, died::incrementAndGet).join();
        assertTrue(consumer.closed());
    }

    @Test
    void tellsThatItDiedOfAFaultOfOursAlone() {
        var woken = loop(_ -> {
            throw new WakeupException();
        });
        var broken = loop(_ -> {
            throw new IllegalStateException("broken");
        });
        woken.start();
        broken.start();
        Await.equal(1, SOON, died::get);
        assertNull(woken.failure());
        assertEquals("java.lang.IllegalStateException: broken", String.valueOf(broken.failure()));
    }

    private Loop loop(Loop.Work work) {
        return new Loop("test", new MockConsumer<String, byte[]>("earliest"), work, died::incrementAndGet);
    }

    private static void failWhile(AtomicBoolean away) {
        if (away.get()) {
            throw new KafkaException("the broker is away");
        }
    }
}
