package io.waddleperf.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetLoopTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int PARTITIONS = 4;
    private static final long END = 1_000;

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest");
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final FleetLoop loop = new FleetLoop(
            new FleetClients(consumer, new RenewedProducer("demo", () -> producer)),
            PARTITIONS,
            new SimulatedProbes(1),
            this::fault,
            new Demo.Clocks(() -> Samples.AT, System::nanoTime));
    private final AtomicBoolean broken = new AtomicBoolean();
    private long offset = END;

    @BeforeEach
    void start() {
        Map<TopicPartition, Long> ends = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(Topics.COMMANDS.name(), p), _ -> END));
        consumer.updateEndOffsets(ends);
        var _ = loop.start();
    }

    @AfterEach
    void stop() {
        loop.close();
        assertTrue(consumer.closed() && producer.closed());
    }

    @Test
    void beatsForEveryProbe() {
        Await.equal(
                SimulatedFleet.MEMBERS.size(),
                SOON,
                () -> sent(Topics.HEARTBEATS.name()).size());
        var beat = WireCodec.read(
                Heartbeat.class, sent(Topics.HEARTBEATS.name()).getFirst().value());
        assertEquals("simulated", beat.version());
        assertEquals("simulated", beat.icmp().method());
    }

    @Test
    void answersItsOwnCommandsOnceAndWithItsKey() {
        Command command = command("sim-berlin-1");
        order("local", WireCodec.bytes(command("local")));
        order("sim-berlin-1", WireCodec.bytes(command));
        order("sim-berlin-1", WireCodec.bytes(command));
        order("sim-berlin-2", WireCodec.bytes(command("sim-berlin-2")));
        Await.equal(2, SOON, () -> sent(Topics.RESULTS.name()).size());
        var first = sent(Topics.RESULTS.name()).stream()
                .filter(record -> record.key().equals("sim-berlin-1"))
                .findFirst()
                .orElseThrow();
        Result result = WireCodec.read(Result.class, first.value());
        assertEquals(Ids.result(command.id()), result.id());
        assertEquals(ProbePartition.of("sim-berlin-1", PARTITIONS), first.partition());
    }

    /// As a real probe: the slot has been told as missed.
    @Test
    void saysNothingOfASlotThatIsLongOver() {
        Command late = command("sim-berlin-1");
        order("sim-berlin-1", WireCodec.bytes(late.goodUntil(Samples.AT.minusSeconds(3))));
        order("sim-berlin-2", WireCodec.bytes(command("sim-berlin-2")));
        Await.until(
                "what came after it is answered",
                SOON,
                () -> sent(Topics.RESULTS.name()).stream()
                        .anyMatch(record -> record.key().equals("sim-berlin-2")));
        assertTrue(sent(Topics.RESULTS.name()).stream()
                .noneMatch(record -> record.key().equals("sim-berlin-1")));
    }

    @Test
    void buriesWhatItCannotReadAndGoesOn() {
        order("sim-berlin-1", "{".getBytes(StandardCharsets.UTF_8));
        order("sim-berlin-1", WireCodec.bytes(command("sim-berlin-1")));
        Await.equal(1, SOON, () -> sent(Topics.RESULTS.name()).size());
        assertEquals(1, sent(Topics.DEAD_LETTERS.name()).size());
    }

    @Test
    void survivesACommandThatItCannotAnswer() {
        broken.set(true);
        order("sim-berlin-1", WireCodec.bytes(command("sim-berlin-1")));
        order("sim-berlin-2", WireCodec.bytes(command("sim-berlin-2")));
        Await.equal(1, SOON, () -> sent(Topics.RESULTS.name()).size());
        assertEquals(1, sent(Topics.DEAD_LETTERS.name()).size());
    }

    /// Fails once where it is broken.
    private Fault fault() {
        if (broken.getAndSet(false)) {
            throw new IllegalStateException("nobody thought of this");
        }
        return Fault.NONE;
    }

    private void order(String probe, byte[] value) {
        int partition = ProbePartition.of(probe, PARTITIONS);
        consumer.addRecord(new ConsumerRecord<>(Topics.COMMANDS.name(), partition, offset++, probe, value));
    }

    private static Command command(String probe) {
        var target = SimulatedFleet.goal("sim-web").orElseThrow().target();
        return Samples.command(probe, target, io.waddleperf.contracts.Test.TCP, Samples.AT);
    }

    private List<ProducerRecord<String, byte[]>> sent(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }
}
