package io.waddleperf.scheduler;

import io.waddleperf.contracts.Reservation;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Reads requests. Their topic has one partition, so of several schedulers one has it, and that one
/// owns the slots of all exclusive tests that no schedule ordered: what it promised stands on the
/// topic of reservations, where the next owner reads it before it serves anything.
///
/// For its thread alone.
final class RequestLoop {
    private static final Duration POLL = Duration.ofMillis(250);

    private final Consumer<String, byte[]> consumer;
    private final Supplier<Consumer<String, byte[]>> reservations;
    private final Outlet outlet;
    private final Bookings bookings = new Bookings();
    private final RequestIntake intake;
    private boolean owner;
    private boolean informed;

    RequestLoop(SchedulerSettings settings, Supplier<Known> known, Outlet outlet, InstantSource clock) {
        this(
                Clients.consumer(settings, "requests"),
                () -> Clients.consumer(settings, "reservations"),
                known,
                outlet,
                clock);
    }

    /// @param reservations makes a reader of what an earlier owner promised, which is closed afterwards
    /// @param outlet       nobody else's: it counts what was lost
    RequestLoop(
            Consumer<String, byte[]> consumer,
            Supplier<Consumer<String, byte[]>> reservations,
            Supplier<Known> known,
            Outlet outlet,
            InstantSource clock) {
        this.consumer = consumer;
        this.reservations = reservations;
        this.outlet = outlet;
        this.intake = new RequestIntake(known, bookings, outlet, clock);
    }

    Consumer<String, byte[]> consumer() {
        return consumer;
    }

    void subscribe() {
        consumer.subscribe(List.of(Topics.REQUESTS.name()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                owner |= !partitions.isEmpty();
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                if (!partitions.isEmpty()) {
                    owner = false;
                    informed = false;
                    bookings.clear();
                }
            }
        });
    }

    /// How many exclusive tests run or wait by request.
    int booked() {
        return bookings.size();
    }

    /// The offsets must not pass what Kafka has not taken: where a send failed, all is sent again,
    /// under the same ids. What no attempt will write holds up no other request.
    ///
    /// @return how many exclusive tests were sent, whose time had come
    /// @throws KafkaException where Kafka has not taken all, or is away
    int turn() {
        var records = consumer.poll(POLL);
        if (!owner) {
            return 0;
        }
        long before = outlet.lost();
        Bookings.Due due;
        try {
            inform();
            records.forEach(intake::take);
            due = intake.sendDue();
            if (!records.isEmpty() || !due.isEmpty()) {
                requireTaken(before);
            }
            if (!due.isEmpty()) {
                intake.settle(due); // not before: a command that was not taken must stand there still
                requireTaken(before);
            }
        } catch (KafkaException e) {
            firstOffsets(records).forEach(consumer::seek);
            informed = false; // what was due and was not taken stands on its topic
            throw e;
        }
        if (!records.isEmpty()) {
            consumer.commitSync();
        }
        return due.send().size();
    }

    /// A send throws nothing: what became of it is known once it has its end.
    private void requireTaken(long lostBefore) {
        outlet.flush();
        long lost = outlet.lost() - lostBefore;
        if (lost > 0) {
            throw new KafkaException("Kafka has not taken " + lost + " records, which are sent again: may the"
                    + " scheduler write commands, reservations and run events?");
        }
    }

    /// What an earlier owner promised.
    private void inform() {
        if (!informed) {
            bookings.clear();
            try (var promised = reservations.get()) {
                CompactedTopics.read(promised, List.of(Topics.RESERVATIONS), this::remember);
            }
            informed = true;
        }
    }

    private void remember(ConsumerRecord<String, byte[]> record) {
        try {
            bookings.hold(WireCodec.read(Reservation.class, record.value()));
        } catch (WireFormatException e) {
            outlet.bury(record, String.valueOf(e.getMessage()));
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> firstOffsets(ConsumerRecords<String, byte[]> records) {
        return records.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> new OffsetAndMetadata(
                                records.records(partition).getFirst().offset())));
    }
}
