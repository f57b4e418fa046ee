package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Reservation;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Everything that the scheduler tells.
///
/// A record that Kafka did not take within the producer's delivery timeout (120 s) is counted: a
/// command would have expired long before. Who must not lose one is told, or counts with an outlet of
/// its own; several may share a producer.
final class Outlet implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Outlet.class.getName());
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final RenewedProducer producer;
    private final int partitions;
    private final InstantSource clock;
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong unwritable = new AtomicLong();
    private volatile AtomicLong unanswered = new AtomicLong();

    Outlet(RenewedProducer producer, int partitions, InstantSource clock) {
        this.producer = producer;
        this.partitions = partitions;
        this.clock = clock;
    }

    void send(Command command) {
        send(Topics.COMMANDS, command.probe(), command);
    }

    /// @param whenLost run, on any thread, where Kafka has not taken it, but might another time
    void send(Assignment assignment, Runnable whenLost) {
        send(Topics.ASSIGNMENTS, assignment.probe(), assignment, whenLost);
    }

    /// A probe that has no part in anything any more.
    ///
    /// @param whenLost as above
    void dismiss(String probe, Runnable whenLost) {
        send(Topics.ASSIGNMENTS, probe, null, whenLost);
    }

    void send(Reservation reservation) {
        send(Topics.RESERVATIONS, reservation.command().id().toString(), reservation);
    }

    void send(RunEvent event) {
        send(Topics.RUN_EVENTS, event.probe(), event);
    }

    void bury(ConsumerRecord<String, byte[]> record, String reason) {
        var letter = DeadLetter.of(record, "scheduler", reason, clock.instant());
        send(Topics.DEAD_LETTERS, String.valueOf(record.key()), letter);
    }

    /// Returns when everything sent so far has been acknowledged or given up.
    void flush() {
        producer.flush();
    }

    /// Records that Kafka has not taken.
    long undelivered() {
        return lost() + unwritable.get();
    }

    /// Those of them that it might take another time.
    long lost() {
        return lost.get();
    }

    /// What tells, from now on, whether Kafka has taken or refused all that this thread sent so far.
    BooleanSupplier mark() {
        var before = unanswered;
        unanswered = new AtomicLong();
        return () -> before.get() == 0;
    }

    private <T> void send(Topic<T> topic, String key, T value) {
        send(topic, key, value, () -> {});
    }

    private <T> void send(Topic<T> topic, String key, @Nullable T value, Runnable whenLost) {
        var record = topic.record(key, value, partitions);
        var waiting = unanswered;
        waiting.incrementAndGet();
        var _ = producer.send(record, (_, failure) -> {
            waiting.decrementAndGet();
            if (RenewedProducer.isForGood(failure)) {
                unwritable.incrementAndGet();
                LOG.log(
                        Level.WARNING,
                        "no attempt will write the record {0} on {1}, so it is left out: {2}",
                        new Object[] {key, topic.name(), failure});
            } else if (failure != null) {
                lost.incrementAndGet();
                whenLost.run();
            }
        });
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
