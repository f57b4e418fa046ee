package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// What becomes of partitions that the group deals.
class SharesTest {
    private static final TopicPartition ONE = partition(1);
    private static final TopicPartition TWO = partition(2);
    private static final Instant AT = Samples.AT;

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Told told = new Told();
    private final AtomicBoolean taken = new AtomicBoolean(true);
    private final Progress progress = new Progress(() -> taken::get);
    private final Shares shares = new Shares(consumer, progress, told);

    /// In words.
    private static final class Told implements Shares.Holder {
        private final List<String> all = new ArrayList<>();
        private final Map<Integer, Instant> done = new HashMap<>();

        @Override
        public void gained(Map<Integer, Instant> partitions) {
            done.putAll(partitions);
            if (!partitions.isEmpty()) { // the group tells each time that it has dealt
                all.add("gained " + new TreeSet<>(partitions.keySet()));
            }
        }

        @Override
        public void lost(Set<Integer> partitions) {
            all.add("lost " + new TreeSet<>(partitions));
        }

        @Override
        public void told(ConsumerRecord<String, byte[]> record) {
            all.add("told " + record.key());
        }

        @Override
        public void informed(int partition) {
            all.add("informed of " + partition);
        }
    }

    @Test
    void readsWhatStandsOnAPartitionOnceItIsAskedTo() {
        deal(List.of(ONE));
        add(ONE, 0, "p");
        shares.turn();
        assertEquals(List.of("gained [1]"), told.all);
        shares.read();
        assertTrue(shares.waits());
        shares.turn();
        assertEquals(List.of("gained [1]", "told p", "informed of 1"), told.all);
        assertFalse(shares.waits());
    }

    @Test
    void readsNothingOfItsOwnAfterwards() {
        deal(List.of(ONE));
        shares.read();
        shares.turn();
        add(ONE, 0, "p");
        shares.turn();
        assertEquals(List.of("gained [1]", "informed of 1"), told.all);
    }

    @Test
    void isNotInformedBeforeItHasReadToTheEnd() {
        deal(List.of(ONE));
        add(ONE, 0, "p");
        consumer.updateEndOffsets(Map.of(ONE, 2L));
        shares.read();
        shares.turn();
        assertEquals(List.of("gained [1]", "told p"), told.all);
        add(ONE, 1, "q");
        shares.turn();
        assertEquals("informed of 1", told.all.getLast());
    }

    @Test
    void keepsWhatItHasWhenMoreComesAndSomeGoes() {
        deal(List.of(ONE));
        shares.read();
        shares.turn();
        deal(List.of(ONE, TWO));
        shares.read();
        shares.turn();
        deal(List.of(TWO));
        shares.turn();
        assertEquals(List.of("gained [1]", "informed of 1", "gained [2]", "informed of 2", "lost [1]"), told.all);
    }

    @Test
    void forgetsAPartitionThatGoesBeforeItWasRead() {
        deal(List.of(ONE));
        deal(List.of());
        shares.read();
        shares.turn();
        assertEquals(List.of("gained [1]", "lost [1]"), told.all);
    }

    @Test
    void waitsForTheGroupAtFirst() {
        shares.turn();
        assertTrue(shares.waits());
        deal(List.of(ONE));
        assertFalse(shares.waits());
        shares.close();
        assertTrue(consumer.closed());
    }

    @Test
    void notesHowFarItHasComeWhenAPartitionGoes() {
        deal(List.of(ONE));
        assertEquals(Map.of(1, Instant.EPOCH), told.done);
        sent(AT);
        deal(List.of());
        deal(List.of(ONE));
        assertEquals(Map.of(1, AT), told.done);
    }

    @Test
    void notesItMeanwhileForWhoeverMayTakeOver() {
        deal(List.of(ONE));
        sent(AT);
        shares.note();
        assertEquals(AT.toString(), noted(ONE));
        sent(AT.plusSeconds(5));
        shares.note();
        assertEquals(AT.plusSeconds(5).toString(), noted(ONE));
    }

    /// Its slots until then may not have been sent by anybody.
    @Test
    void notesNothingForAPartitionOfWhichItHasSentNothingYet() {
        deal(List.of(ONE));
        sent(AT);
        progress.sent(AT.plusSeconds(1)); // on its way when the other one comes
        deal(List.of(ONE, TWO));
        shares.note();
        assertEquals(AT.toString(), noted(ONE));
        assertEquals("nothing", noted(TWO));
        sent(AT.plusSeconds(2));
        shares.note();
        assertEquals(AT.plusSeconds(2).toString(), noted(TWO));
    }

    /// As somebody else's tool may leave it.
    @Test
    void ordersAgainWhereTheNoteSaysNothing() {
        deal(List.of(ONE));
        consumer.commitSync(Map.of(ONE, new OffsetAndMetadata(0, "by hand")));
        deal(List.of());
        deal(List.of(ONE));
        assertEquals(Map.of(1, Instant.EPOCH), told.done);
    }

    private void sent(Instant until) {
        progress.sent(until);
        progress.sent(until.plusNanos(1)); // by now Kafka has answered
        progress.restart();
    }

    private String noted(TopicPartition partition) {
        var offset = consumer.committed(Set.of(partition)).get(partition);
        return offset == null ? "nothing" : offset.metadata();
    }

    private void deal(List<TopicPartition> partitions) {
        consumer.rebalance(partitions);
    }

    private void add(TopicPartition partition, long offset, String key) {
        consumer.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, new byte[0]));
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(Topics.ASSIGNMENTS.name(), number);
    }
}
