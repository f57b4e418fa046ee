package io.waddleperf.probe.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

class IntakeTest {
    private static final Instant SLOT = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /// So that nobody takes for missed what it refuses a moment later.
    @org.junit.jupiter.api.Test
    void tellsWhetherItHasReadAllOfItsCommands() throws Exception {
        var ticks = new AtomicLong();
        var consumer = new Log();
        var sink = new Room(() -> {});
        consumer.end(3);
        var intake = Intake.start("fra-1", 1, () -> consumer, sink, () -> SLOT, ticks::get);
        try (intake) {
            consumer.awaitTurns();
            assertFalse(intake.readAll(), "three wait");
            for (int offset = 0; offset < 3; offset++) {
                consumer.addRecord(new ConsumerRecord<>(Topics.COMMANDS.name(), 0, offset, "another", new byte[0]));
            }
            consumer.end(3);
            Await.until("all are read", LIMIT, intake::readAll);
            sink.open = false;
            consumer.awaitTurns();
            ticks.addAndGet(Duration.ofSeconds(3).toNanos());
            assertFalse(intake.readAll(), "nothing is read while there is no room");
        }
    }

    /// By a clock that is wrong it would pass over commands that are good, or begin long before them.
    @org.junit.jupiter.api.Test
    void looksBackFromTheTimeThatIsKnownThen() throws Exception {
        var now = new AtomicReference<>(SLOT.plusSeconds(900));
        var consumer = new Log();
        var sink = new Room(() -> now.set(SLOT));
        var intake = Intake.start("fra-1", 1, () -> consumer, sink, now::get, () -> 0);
        try (intake) {
            consumer.awaitTurns();
            assertEquals(SLOT.minus(PartitionReader.LOOK_BACK).toEpochMilli(), consumer.soughtMs.get());
        }
    }

    /// The topics of one partition, without a broker.
    private static final class Log extends MockConsumer<String, byte[]> {
        private static final TopicPartition COMMANDS = PartitionReader.commands("fra-1", 1);
        private static final TopicPartition ASSIGNMENTS = PartitionReader.assignments("fra-1", 1);

        private final AtomicLong polls = new AtomicLong();
        private final AtomicLong soughtMs = new AtomicLong();

        Log() {
            super("earliest");
            for (var partition : List.of(COMMANDS, ASSIGNMENTS)) {
                updatePartitions(partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, null, null, null)));
                updateBeginningOffsets(Map.of(partition, 0L));
                updateEndOffsets(Map.of(partition, 0L));
            }
        }

        void end(long offset) {
            updateEndOffsets(Map.of(COMMANDS, offset));
        }

        void awaitTurns() throws Exception {
            long before = polls.get();
            Await.until("two turns", LIMIT, () -> polls.get() > before + 2);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times, Duration limit) {
            soughtMs.set(times.getOrDefault(COMMANDS, -1L));
            return Map.of(COMMANDS, new OffsetAndTimestamp(0, 0));
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration limit) {
            polls.incrementAndGet();
            return super.poll(limit);
        }
    }

    private static final class Room implements Intake.Sink {
        private final Runnable timeIsKnown;
        private volatile boolean open = true;

        private Room(Runnable timeIsKnown) {
            this.timeIsKnown = timeIsKnown;
        }

        @Override
        public void awaitTime() {
            timeIsKnown.run();
        }

        @Override
        public boolean hasRoom() {
            return open;
        }

        @Override
        public void accept(Command command) {
            throw new AssertionError(command);
        }

        @Override
        public void accept(Assignment assignment) {
            throw new AssertionError(assignment);
        }

        @Override
        public void dismissed() {
            throw new AssertionError();
        }

        @Override
        public void accept(DeadLetter letter) {
            throw new AssertionError(letter);
        }
    }
}
