package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.standalone.demo.SimulatedFleet.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/// All probes of the simulated fleet on one thread: reads their commands, answers each when its test
/// would have ended, and beats for each every 10 s.
final class FleetLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FleetLoop.class);
    private static final String READER = "demo-fleet";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final long BEAT_NANOS = 10_000_000_000L;
    private static final int MOST_REMEMBERED = 10_000;

    private final Consumer<String, byte[]> consumer;
    private final RenewedProducer producer;
    private final int partitions;
    private final SimulatedProbes probes;
    private final Supplier<Fault> fault;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final long bornNanos;
    private final Instant startedAt;
    private final List<TopicPartition> commands;
    private final Agenda agenda = new Agenda();
    private final Map<String, Counts> counts =
            SimulatedFleet.MEMBERS.stream().collect(Collectors.toMap(Member::id, _ -> new Counts()));
    private final Set<UUID> answered = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });
    private final Thread thread =
            Thread.ofPlatform().name("demo-fleet").daemon().unstarted(this::run);
    private long nextBeatNanos;
    private volatile boolean closing;

    FleetLoop(FleetClients clients, int partitions, SimulatedProbes probes, Supplier<Fault> fault, Demo.Clocks clocks) {
        this.consumer = clients.consumer();
        this.producer = clients.producer();
        this.partitions = partitions;
        this.probes = probes;
        this.fault = fault;
        this.clock = clocks.time();
        this.nanos = clocks.nanos();
        this.bornNanos = nanos.getAsLong();
        this.startedAt = clock.instant();
        this.commands = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(Topics.COMMANDS.name(), partition))
                .toList();
    }

    /// Reads what is ordered from now on: what was ordered before has expired.
    FleetLoop start() {
        consumer.assign(commands);
        consumer.seekToEnd(commands);
        commands.forEach(consumer::position); // the seek itself waits for the first poll
        thread.start();
        return this;
    }

    private void run() {
        while (!closing) {
            try {
                turn();
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the simulated fleet ends", e);
            } catch (KafkaException e) {
                LOG.warn("the simulated fleet waits for Kafka", e);
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (RuntimeException e) { // nothing but close() may end the fleet
                LOG.error("the simulated fleet goes on after a failure", e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        producer.close(Duration.ofSeconds(1));
    }

    /// While too much waits, commands stay in Kafka.
    private void turn() {
        if (agenda.full()) {
            consumer.pause(commands);
        } else {
            consumer.resume(commands);
        }
        consumer.poll(POLL).forEach(this::take);
        agenda.due(elapsedNanos()).forEach(this::send);
        if (elapsedNanos() >= nextBeatNanos) {
            nextBeatNanos = elapsedNanos() + BEAT_NANOS;
            SimulatedFleet.MEMBERS.forEach(this::beat);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        SimulatedFleet.member(record.key()).ifPresent(probe -> {
            try {
                answer(WireCodec.read(Command.class, record.value()), probe);
            } catch (KafkaException e) {
                throw e; // not the record's fault
            } catch (RuntimeException e) { // as likely broken JSON as a command that no simulation can answer
                LOG.debugf(e, "buried a command for %s", record.key());
                var letter = DeadLetter.of(record, READER, String.valueOf(e.getMessage()), clock.instant());
                send(Topics.DEAD_LETTERS, record.key(), letter);
            }
        });
    }

    private void answer(Command command, Member probe) {
        if (!answered.add(command.id())) {
            countsOf(probe.id()).countDuplicate();
            return;
        }
        Instant now = clock.instant();
        if (command.longOver(now)) {
            countsOf(probe.id()).countTooLate(); // told as missed
            return;
        }
        Result result = probes.answer(command, probe, now, fault.get());
        long startsInNanos = Duration.between(now, result.startedAt()).toNanos();
        agenda.add(elapsedNanos() + Math.max(0, startsInNanos) + result.durationUs() * 1_000, result);
    }

    private void send(Result result) {
        countsOf(result.probe()).count(result);
        send(Topics.RESULTS, result.probe(), result);
    }

    private void beat(Member probe) {
        var beat = Heartbeat.brief(
                probe.id(),
                "simulated",
                startedAt,
                clock.instant(),
                new Heartbeat.Icmp("simulated", "sends nothing"),
                Heartbeat.Spool.brief(0, 0, 0),
                countsOf(probe.id()).load(agenda.running(probe.id()), !agenda.full()));
        send(Topics.HEARTBEATS, probe.id(), beat);
    }

    private <T> void send(Topic<T> topic, String key, T value) {
        var _ = producer.send(topic.record(key, value, partitions), (_, failure) -> {
            if (failure != null) {
                LOG.warnf(failure, "a record of %s for %s was not taken", key, topic.name());
            }
        });
    }

    private Counts countsOf(String probe) {
        return counts.computeIfAbsent(probe, _ -> new Counts());
    }

    private long elapsedNanos() {
        return nanos.getAsLong() - bornNanos;
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(END_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
