package io.waddleperf.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

/// Without a broker: what a reader does between its waits for records.
class TopicReaderTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void isWokenFromAWaitForRecordsWhenItIsToStop() {
        var reader = reader(consumer -> () -> {
            steps.incrementAndGet();
            consumer.poll(LONG);
            return false;
        });
        reader.start();
        Await.equal(1, SOON, steps::get);
        reader.close();
        Await.equal(1, SOON, ended::get);
        assertEquals(List.of(), told, "a stop is no fault");
        assertEquals(1, begun.get());
    }

    @Test
    void isWokenFromAPauseToo() {
        var pauses = new AtomicInteger();
        var itself = new AtomicReference<TopicReader>();
        var reader = reader(_ -> () -> {
            steps.incrementAndGet();
            pauses.addAndGet(itself.get().pause(LONG) ? 100 : 1);
            return false;
        });
        itself.set(reader);
        reader.start();
        Await.equal(1, SOON, steps::get);
        reader.close();
        Await.equal(1, SOON, pauses::get);
    }

    @Test
    void beginsAgainAfterAFault() {
        try (var reader = reader(_ -> () -> switch (steps.incrementAndGet()) {
            case 1 -> throw new IOException("the disk is full");
            case 2 -> throw new IllegalStateException("a fault of ours");
            default -> steps.get() < 10;
        })) {
            reader.start();
            Await.until("it goes on", SOON, () -> steps.get() > 10);
            assertEquals(3, begun.get());
            assertEquals(2, ended.get());
            assertFalse(reader.stopping());
        }
        assertEquals(List.of("the disk is full", "a fault of ours"), told);
    }

    @Test
    void saysWhatItDiedOf() {
        try (var reader = reader(_ -> () -> {
            throw new AssertionError("for good");
        })) {
            reader.start();
            Await.until("it says so", SOON, () -> !told.isEmpty());
        }
        assertEquals(List.of("ended: for good"), told);
        assertTrue(ended.get() == 1, "and leaves nothing open");
    }

    @Test
    void mayBeClosedBeforeItIsStarted() {
        reader(_ -> () -> true).close();
        assertEquals(0, begun.get());
    }

    private interface Work {
        TopicReader.Steps with(KafkaConsumer<byte[], byte[]> consumer);
    }

    private TopicReader reader(Work work) {
        var settings = TopicReader.settings(KafkaAccess.open("127.0.0.1:1"), "test", Duration.ofSeconds(10));
        return new TopicReader("test-reader", settings, new TopicReader.Reading() {
            @Override
            public TopicReader.Steps begin(KafkaConsumer<byte[], byte[]> consumer) {
                begun.incrementAndGet();
                consumer.subscribe(List.of("nothing"));
                var steps = work.with(consumer);
                return new TopicReader.Steps() {
                    @Override
                    public boolean step() throws IOException {
                        return steps.step();
                    }

                    @Override
                    public void end() {
                        ended.incrementAndGet();
                    }
                };
            }

            @Override
            public void failed(Exception cause) {
                told.add(String.valueOf(cause.getMessage()));
            }

            @Override
            public void ended(Throwable cause) {
                told.add("ended: " + cause.getMessage());
            }
        });
    }
}
