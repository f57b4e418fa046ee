package io.waddleperf.escalation;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Probes that exist on the topics only: they run their schedules and whatever they are commanded,
/// and a target is slow in every second period of its own.
final class TestFleet implements AutoCloseable {
    private static final long INTERVAL_US = 1_000_000;
    private static final EscalationPlan PLAN =
            new EscalationPlan(3, false, 500_000, 5_000_000, 10_000_000, List.of(), List.of());

    private final int probes;
    private final int targets;
    private final int partitions;
    private final InstantSource clock;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> commands;
    private final ScheduledExecutorService work = Executors.newScheduledThreadPool(2);
    private final Map<UUID, Boolean> done = new ConcurrentHashMap<>();
    private final Thread reader = Thread.ofPlatform().unstarted(this::read);
    private volatile boolean closing;

    TestFleet(String bootstrap, int probes, int targets, int partitions, InstantSource clock) {
        this.probes = probes;
        this.targets = targets;
        this.partitions = partitions;
        this.clock = clock;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
        commands = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        for (int probe = 0; probe < probes; probe++) {
            send(Topics.ASSIGNMENTS, "p" + probe, assignment("p" + probe));
        }
        producer.flush();
        reader.start();
        for (int probe = 0; probe < probes; probe++) {
            for (int target = 0; target < targets; target++) {
                schedule("p" + probe, target);
            }
        }
    }

    private void schedule(String probe, int target) {
        var item = item(probe, target);
        Instant now = clock.instant();
        long nowUs = SeriesView.micros(now);
        long firstUs = nowUs - Math.floorMod(nowUs - item.phaseUs(), INTERVAL_US) + INTERVAL_US;
        var slot = new long[] {firstUs};
        var _ = work.scheduleAtFixedRate(
                () -> {
                    Instant due = Instant.EPOCH.plusNanos(slot[0] * 1_000);
                    slot[0] += INTERVAL_US;
                    result(item.target(), probe, new Cause.Scheduled("default", due), "ping", item.spec(), 1, due);
                },
                firstUs - nowUs,
                INTERVAL_US,
                TimeUnit.MICROSECONDS);
    }

    private void read() {
        var all = new ArrayList<TopicPartition>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(Topics.COMMANDS.name(), partition));
        }
        commands.assign(all);
        commands.seekToBeginning(all);
        while (!closing) {
            commands.poll(Duration.ofMillis(100))
                    .forEach(record -> take(WireCodec.read(Command.class, record.value())));
        }
        commands.close();
    }

    private void take(Command command) {
        if (done.putIfAbsent(command.id(), true) == null && !closing) {
            long delayUs = command.delayUs() == null ? 0 : command.delayUs();
            var _ = work.schedule(
                    () -> result(
                            command.target(),
                            command.probe(),
                            command.cause(),
                            command.check(),
                            command.spec(),
                            command.tier(),
                            command.dueAt()),
                    delayUs,
                    TimeUnit.MICROSECONDS);
        }
    }

    private void result(
            Target target, String probe, Cause cause, String check, TestSpec spec, int tier, Instant dueAt) {
        Instant now = clock.instant();
        UUID command = Ids.command(cause, 1, probe, target.id(), check, Family.IPV4);
        boolean bad = now.getEpochSecond() / 7 % 3 == target.id().hashCode() % 3;
        Outcome outcome = bad ? new Outcome.Failed(Failure.NO_ROUTE, "") : new Outcome.Measured();
        Metrics metrics = bad
                ? Metrics.NONE
                : Metrics.builder().put(Metric.RTT_MEAN_US, 20_000).build();
        var one = new Result(
                Ids.result(command),
                command,
                Ids.run(cause),
                probe,
                target.id(),
                check,
                spec.test() == Test.UNKNOWN ? Test.PING : spec.test(),
                Family.IPV4,
                tier,
                cause,
                dueAt,
                now,
                0,
                outcome,
                metrics,
                null,
                null,
                Samples.ping(probe, target.id(), now).quality());
        send(Topics.RESULTS, probe, one);
    }

    private <T> void send(Topic<T> topic, String key, T value) {
        var _ = producer.send(topic.record(key, value, partitions));
    }

    private Assignment assignment(String probe) {
        var items = new ArrayList<Assignment.Item>();
        for (int target = 0; target < targets; target++) {
            items.add(item(probe, target));
        }
        return new Assignment(probe, items, clock.instant(), 1, "site-" + probe, Map.of());
    }

    private static Assignment.Item item(String probe, int target) {
        long phase = Math.floorMod((probe + target).hashCode() * 7_919L, INTERVAL_US);
        return new Assignment.Item(
                "default",
                Samples.target("192.0.2." + (target + 1)),
                "ping",
                Family.IPV4,
                PingSpec.DEFAULT,
                INTERVAL_US,
                phase,
                Instant.EPOCH,
                List.of(),
                PLAN);
    }

    /// Whether a decision is about a target: those about probes depend on when nothing came.
    static boolean aboutATarget(Escalation step) {
        return !step.target().equals(Escalation.THE_PROBE);
    }

    @Override
    public void close() {
        closing = true;
        work.shutdownNow();
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(5));
    }
}
