package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Reservation;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of requests and promises that Kafka has not taken.
class RequestLoopTest {
    private static final TopicPartition REQUESTS = new TopicPartition(Topics.REQUESTS.name(), 0);
    private static final TopicPartition RESERVATIONS = new TopicPartition(Topics.RESERVATIONS.name(), 0);
    private static final Known KNOWN =
            new Known(SlotPlan.EMPTY, Map.of("p", new Probe("p", "home", true, Map.of(), 1)));

    private Known known = KNOWN;
    private final FakeClock clock = new FakeClock(Samples.AT);
    private final Broker broker = new Broker();
    private final MockConsumer<String, byte[]> requests = new MockConsumer<>("earliest");
    private final RequestLoop loop = new RequestLoop(
            requests,
            this::reservations,
            this::known,
            new Outlet(new RenewedProducer("test", () -> broker), 1, clock),
            clock);
    private List<Reservation> promised = List.of();

    private Known known() {
        return known;
    }

    /// One whose records have their end by a flush.
    private static final class Broker extends MockProducer<String, byte[]> {
        private boolean takes = true;
        private RuntimeException refusal = new TimeoutException("expected by the test");

        private Broker() {
            super(false, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized void flush() {
            while (takes ? completeNext() : errorNext(refusal)) {
                // the next one
            }
        }
    }

    @BeforeEach
    void own() {
        loop.subscribe();
        requests.rebalance(List.of(REQUESTS));
        requests.updateBeginningOffsets(Map.of(REQUESTS, 0L));
    }

    @Test
    void readsARequestAgainOfWhichACommandWasNotTaken() {
        broker.takes = false;
        request();
        assertThrows(KafkaException.class, loop::turn);
        assertEquals(0, requests.position(REQUESTS));
        assertNull(committed());
        broker.takes = true;
        request();
        loop.turn();
        var sent = commands();
        assertEquals(2, sent.size());
        assertEquals(sent.getFirst(), sent.getLast());
        assertEquals(new OffsetAndMetadata(1), committed());
    }

    @Test
    void goesOnBehindARequestThatNoAttemptWillWrite() {
        broker.takes = false;
        broker.refusal = new RecordTooLargeException("expected by the test");
        request();
        loop.turn();
        assertEquals(1, commands().size(), "tried once");
        assertEquals(new OffsetAndMetadata(1), committed());
    }

    /// No request comes any more that would have it looked at.
    @Test
    void sendsAPromisedTestAgainThatWasNotTaken() {
        promised = List.of(promise());
        broker.takes = false;
        clock.advance(Duration.ofSeconds(1));
        assertThrows(KafkaException.class, loop::turn);
        assertEquals(1, broker.history().size(), "the promise stands as long as the command does not");
        broker.takes = true;
        assertEquals(1, loop.turn());
        assertEquals(Topics.RESERVATIONS.name(), broker.history().getLast().topic());
        assertEquals(2, commands().size());
        assertEquals(0, loop.turn());
    }

    @Test
    void tellsTheProbeToLeaveWhatItHasOfACancelledRequest() {
        request();
        loop.turn();
        request(1, Request.of(PING, "operator").asCancelled());
        loop.turn();
        var sent = commands();
        assertEquals(2, sent.size());
        assertTrue(sent.getFirst().isLeftBy(sent.getLast()));
        assertFalse(sent.getFirst().isLeftBy(sent.getFirst()));
        assertEquals(List.of(), rejected());
    }

    @Test
    void doesNotSendWhatWaitsForItsSlotAndIsCancelled() {
        promised = List.of(promise());
        var waits = Samples.command("p", Samples.target("192.0.2.7"), ThroughputSpec.DEFAULT.test(), Samples.AT);
        var ordered = new Command(
                new UUID(7, 7),
                waits.runId(),
                "p",
                waits.target(),
                waits.check(),
                waits.family(),
                waits.spec(),
                1,
                new Cause.OnDemand(waits.runId(), "operator"),
                1,
                Samples.AT,
                Samples.AT.plusSeconds(600),
                null);
        var request = Request.of(ordered, "operator");
        request(0, request);
        loop.turn();
        assertEquals(1, loop.booked() - promised.size(), "it waits behind what was promised");
        request(1, request.asCancelled());
        loop.turn();
        assertEquals(List.of("cancelled before its slot"), rejected());
        clock.advance(Duration.ofSeconds(90));
        loop.turn();
        assertTrue(commands().stream()
                .noneMatch(command ->
                        command.runId().equals(request.runId()) && command.cause() instanceof Cause.OnDemand));
    }

    @Test
    void sendsNothingToAProbeThatWasDrainedMeanwhile() {
        promised = List.of(promise());
        known = new Known(SlotPlan.EMPTY, Map.of("p", new Probe("p", "home", false, Map.of(), 2)));
        request();
        clock.advance(Duration.ofSeconds(1));
        loop.turn();
        assertEquals(List.of(), commands());
        assertEquals(
                List.of("the probe is disabled", "the probe is disabled"),
                broker.history().stream()
                        .filter(record -> record.topic().equals(Topics.RUN_EVENTS.name()))
                        .map(record -> WireCodec.read(RunEvent.class, record.value()))
                        .map(RunEvent::detail)
                        .toList());
        assertEquals(0, loop.turn(), "and is not promised any more");
    }

    private static final Command PING =
            Samples.command("p", Samples.target("192.0.2.7"), PingSpec.DEFAULT.test(), Samples.AT);

    private void request() {
        request(0, Request.of(PING, "operator"));
    }

    private void request(long offset, Request request) {
        requests.addRecord(new ConsumerRecord<>(REQUESTS.topic(), 0, offset, "p", WireCodec.bytes(request)));
    }

    private List<String> rejected() {
        return broker.history().stream()
                .filter(record -> record.topic().equals(Topics.RUN_EVENTS.name()))
                .map(record -> WireCodec.read(RunEvent.class, record.value()))
                .filter(event -> event.kind() == RunEvent.Kind.REJECTED)
                .map(RunEvent::detail)
                .toList();
    }

    private static Reservation promise() {
        var command = Samples.command("p", Samples.target("192.0.2.7"), ThroughputSpec.DEFAULT.test(), Samples.AT);
        return new Reservation(command, List.of("probe p"), Samples.AT, Samples.AT.plusSeconds(60), null, false);
    }

    private Consumer<String, byte[]> reservations() {
        var reader = new MockConsumer<String, byte[]>("earliest");
        var node = new Node(0, "127.0.0.1", 1);
        reader.updatePartitions(
                RESERVATIONS.topic(),
                List.of(new PartitionInfo(RESERVATIONS.topic(), 0, node, new Node[] {node}, new Node[] {node})));
        reader.updateBeginningOffsets(Map.of(RESERVATIONS, 0L));
        reader.updateEndOffsets(Map.of(RESERVATIONS, (long) promised.size()));
        reader.schedulePollTask(() -> {
            for (int i = 0; i < promised.size(); i++) {
                reader.addRecord(
                        new ConsumerRecord<>(RESERVATIONS.topic(), 0, i, "r" + i, WireCodec.bytes(promised.get(i))));
            }
        });
        return reader;
    }

    private @Nullable OffsetAndMetadata committed() {
        return requests.committed(Set.of(REQUESTS)).get(REQUESTS);
    }

    private List<Command> commands() {
        return broker.history().stream()
                .filter(record -> record.topic().equals(Topics.COMMANDS.name()))
                .map(record -> WireCodec.read(Command.class, record.value()))
                .toList();
    }
}
