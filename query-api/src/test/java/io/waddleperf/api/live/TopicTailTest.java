package io.waddleperf.api.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class TopicTailTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Topic<?> TOPIC = Topics.INCIDENTS;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    /// Notes what it hears, and cannot use one key.
    private record Listener(String name, int rank, String bad, List<String> heard) implements TopicListener {
        @Override
        public Set<Topic<?>> topics() {
            return Set.of(TOPIC);
        }

        @Override
        public void take(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
            if (record.key().equals(bad)) {
                throw new IllegalArgumentException("not for me");
            }
            heard.add(name + record.key());
        }
    }

    /// Wants its topic at times.
    private record Picky(AtomicBoolean wanted, List<String> heard) implements TopicListener {
        @Override
        public Set<Topic<?>> topics() {
            return Set.of(TOPIC);
        }

        @Override
        public boolean wants(Topic<?> topic) {
            return wanted.get();
        }

        @Override
        public void take(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
            heard.add(record.key());
        }
    }

    /// Holds records `a`, `b` and `c` behind its end.
    private static class Broker extends MockConsumer<String, byte[]> {
        Broker() {
            super("latest");
            var node = new Node(0, "localhost", 1);
            updatePartitions(
                    TOPIC.name(), List.of(new PartitionInfo(TOPIC.name(), 0, node, new Node[] {node}, new Node[] {})));
            updateEndOffsets(Map.of(PARTITION, 0L));
            schedulePollTask(() -> {
                addRecord(record(0, "a"));
                addRecord(record(1, "b"));
                addRecord(record(2, "c"));
            });
        }

        private static ConsumerRecord<String, byte[]> record(long offset, String key) {
            return new ConsumerRecord<>(TOPIC.name(), 0, offset, key, "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void oneBadRecordCostsItsListenerThatRecordAlone() {
        var listeners = List.<TopicListener>of(new Listener("x", 0, "b", heard), new Listener("y", 1, "", heard));
        try (var tail = new TopicTail(listeners, Broker::new, InstantSource.system())) {
            tail.start();
            Await.equal(5, SOON, heard::size);
            assertEquals(List.of("xa", "ya", "yb", "xc", "yc"), List.copyOf(heard));
            assertEquals(1, tail.unused());
            assertEquals(0, tail.restarts());
        }
    }

    @Test
    void tellsTheLowestRankFirst() {
        var listeners =
                List.<TopicListener>of(new Listener("tells", 1, "", heard), new Listener("keeps", 0, "", heard));
        try (var tail = new TopicTail(listeners, Broker::new, InstantSource.system())) {
            tail.start();
            Await.equal(6, SOON, heard::size);
            assertEquals(List.of("keepsa", "tellsa"), List.copyOf(heard).subList(0, 2));
        }
    }

    @Test
    void goesOnAfterAnyFailureWithAPauseBetween() {
        var opened = new AtomicInteger();
        var polled = new AtomicInteger();
        // fails in a way of its own, three times
        final class Broken extends Broker {
            @Override
            public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
                if (polled.incrementAndGet() <= 3) {
                    throw new UnsupportedOperationException("nobody thought of this");
                }
                return super.poll(timeout);
            }
        }
        try (var tail = new TopicTail(
                List.of(new Listener("x", 0, "", heard)), () -> open(opened, new Broken()), InstantSource.system())) {
            long before = System.nanoTime();
            tail.start();
            Await.equal(3, SOON, heard::size);
            assertEquals(3, tail.restarts());
            assertEquals(4, opened.get(), "a consumer for each stretch");
            // pauses of at least 50, 100 and 200 ms
            assertTrue(System.nanoTime() - before >= 350_000_000L);
        }
    }

    @Test
    void restsOnATopicThatNobodyWantsAndIsBackAMomentBeforeOneDoes() {
        var wanted = new AtomicBoolean();
        var asked = new AtomicLong();
        // "b" is the first that came within the moment before
        final class Dated extends Broker {
            @Override
            public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                    Map<TopicPartition, Long> times, Duration timeout) {
                asked.set(times.getOrDefault(PARTITION, 0L));
                return Map.of(PARTITION, new OffsetAndTimestamp(1, NOW.toEpochMilli()));
            }
        }
        var broker = new Dated();
        try (var tail = new TopicTail(List.of(new Picky(wanted, heard)), () -> broker, InstantSource.fixed(NOW))) {
            tail.start();
            Await.equal(Set.of(PARTITION), SOON, broker::paused);
            assertEquals(List.of(), List.copyOf(heard));
            wanted.set(true);
            Await.equal(2, SOON, heard::size);
            assertEquals(List.of("b", "c"), List.copyOf(heard));
            assertEquals(NOW.minusSeconds(2).toEpochMilli(), asked.get());
            wanted.set(false);
            Await.equal(Set.of(PARTITION), SOON, broker::paused);
        }
    }

    @Test
    void restsWithTheNextConsumerAsWellAndTellsNoHistory() {
        var wanted = new AtomicBoolean();
        var opened = new AtomicInteger();
        // the first breaks at its second poll; since then "a" and "b" are history
        final class Dated extends Broker {
            private int polls;

            @Override
            public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
                if (opened.get() == 1 && ++polls == 2) {
                    throw new UnsupportedOperationException("the broker is away");
                }
                return super.poll(timeout);
            }

            @Override
            public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                    Map<TopicPartition, Long> times, Duration timeout) {
                return Map.of(PARTITION, new OffsetAndTimestamp(2, NOW.toEpochMilli()));
            }
        }
        var listener = new Picky(wanted, heard);
        try (var tail = new TopicTail(List.of(listener), () -> open(opened, new Dated()), InstantSource.fixed(NOW))) {
            tail.start();
            Await.equal(2, SOON, opened::get);
            wanted.set(true);
            Await.equal(1, SOON, heard::size);
            assertEquals(List.of("c"), List.copyOf(heard));
            assertEquals(1, tail.restarts());
        }
    }

    private static Consumer<String, byte[]> open(AtomicInteger opened, Broker broker) {
        opened.incrementAndGet();
        return broker;
    }
}
