package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.testkit.Await;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Schedulers that share the work of one fleet: one is killed, others come and go, and each slot of each
/// series is ordered, under its one id.
///
/// `-Dschedulers.kills` and `-Dschedulers.steady` (seconds without a change) make it longer.
class SharedWorkIT {
    private static final int KILLS = Integer.getInteger("schedulers.kills", 1);
    private static final Duration STEADY = Duration.ofSeconds(Integer.getInteger("schedulers.steady", 5));
    private static final int PARTITIONS = 8;
    private static final int PROBES = 60;
    private static final int TARGETS = 5;
    /// As long as a slot is good for: a gap up to that loses none.
    private static final int SECONDS = 30;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOG_BYTES = 64 << 20;
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @Test
    void ordersEachSlotThoughSchedulersDieAndJoin() throws Exception {
        // a broker of its own: in that of other tests a scheduler of theirs may be in the same group
        try (var broker = EmbeddedKafka.start(new KafkaSettings(dir.resolve("kafka"), 0, LOG_BYTES))) {
            var settings = new SchedulerSettings(broker.bootstrap(), PARTITIONS);
            provision(settings);
            configure(settings);
            try (var stays = new Scheduler(settings, CLOCK)) {
                stays.start();
                awaitOwned(PARTITIONS, stays);
                Instant from = CLOCK.instant();
                for (int kill = 1; kill <= KILLS; kill++) {
                    killOne(settings, stays, "killed-" + kill);
                }
                joinAndLeave(settings, stays);
                verify(settings, stays, from, CLOCK.instant());
            }
        }
    }

    private static void killOne(SchedulerSettings settings, Scheduler stays, String name) throws Exception {
        try (var killed = new SchedulerProcess(name, settings)) {
            awaitOwned(PARTITIONS / 2, stays);
            steadily(settings);
            assertTrue(killed.isAlive(), () -> "it has ended by itself; see " + killed.log());
            killed.kill();
        }
        Instant killed = CLOCK.instant();
        awaitOwned(PARTITIONS, stays);
        Duration took = Duration.between(killed, CLOCK.instant());
        Await.until("its probes are planned", LIMIT, () -> stays.series() == PROBES * TARGETS);
        park(Duration.ofSeconds(1));
        Duration latest = OrderedCommands.read(settings).latest(killed.minusSeconds(1));
        System.out.printf(
                Locale.ROOT,
                "schedulers: after kill -9 the other has its partitions in %.1f s; the latest order of a slot %.1f s"
                        + " after its time%n",
                took.toMillis() / 1e3,
                latest.toMillis() / 1e3);
    }

    private static void joinAndLeave(SchedulerSettings settings, Scheduler stays) {
        try (var joins = new Scheduler(settings, CLOCK);
                var third = new Scheduler(settings, CLOCK)) {
            Instant start = CLOCK.instant();
            joins.start();
            third.start();
            Await.until(
                    "all three have a share",
                    LIMIT,
                    () -> stays.owned() + joins.owned() + third.owned() == PARTITIONS
                            && List.of(stays, joins, third).stream().allMatch(one -> one.owned() >= PARTITIONS / 3));
            Await.equal(PROBES * TARGETS, LIMIT, () -> stays.series() + joins.series() + third.series());
            System.out.printf(
                    Locale.ROOT,
                    "schedulers: two that join have their share in %.1f s%n",
                    Duration.between(start, CLOCK.instant()).toMillis() / 1e3);
            steadily(settings);
        }
        awaitOwned(PARTITIONS, stays);
        Await.equal(PROBES * TARGETS, LIMIT, stays::series);
    }

    /// While nobody comes or goes, each slot is one scheduler's.
    private static void steadily(SchedulerSettings settings) {
        park(Duration.ofSeconds(1)); // a partition that has just come brings what is still good
        Instant from = CLOCK.instant();
        park(STEADY);
        assertEquals(0, OrderedCommands.read(settings).doubled(from, CLOCK.instant()), "sent twice");
    }

    private static void verify(SchedulerSettings settings, Scheduler stays, Instant from, Instant until) {
        var expected = OrderedCommands.expected(settings, from, until);
        Await.until(
                "the last slots are ordered",
                LIMIT,
                () -> OrderedCommands.read(settings).ids(from, until).containsAll(expected));
        var commands = OrderedCommands.read(settings);
        var others = new HashSet<>(commands.ids(from, until));
        others.removeAll(expected);
        others.removeAll(OrderedCommands.first(settings));
        assertEquals(0, others.size(), "commands with an id that no slot has");
        assertEquals(0, stays.undelivered());
        System.out.printf(
                "schedulers: %d slots of %d series, each ordered, under one id; %d times again when a partition"
                        + " changed hands%n",
                expected.size(), PROBES * TARGETS, commands.doubled(from, until));
    }

    private static void awaitOwned(int partitions, Scheduler scheduler) {
        Await.equal(partitions, LIMIT, scheduler::owned);
    }

    private static void park(Duration time) {
        long endNs = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < endNs) {
            LockSupport.parkNanos(endNs - System.nanoTime());
        }
    }

    private static void provision(SchedulerSettings settings) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrap()))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        }
    }

    private static void configure(SchedulerSettings settings) {
        var targets = IntStream.range(0, TARGETS).mapToObj(i -> "t" + i).toList();
        var check = new Check("ping", PingSpec.DEFAULT, List.of());
        try (var producer = Clients.producer(settings)) {
            for (int i = 0; i < PROBES; i++) {
                send(producer, Topics.PROBES, "p" + i, new Probe("p" + i, "home", true, Map.of(), 1));
            }
            targets.forEach(
                    id -> send(producer, Topics.TARGETS, id, new Target(id, "192.0.2.1", true, Map.of(), 1, null)));
            var schedule = new Schedule(
                    "s", true, List.of(), targets, List.of(check), SECONDS * 1_000_000L, CLOCK.instant(), 1);
            send(producer, Topics.SCHEDULES, "s", schedule);
        }
    }

    private static <T> void send(KafkaProducer<String, byte[]> producer, Topic<T> topic, String key, T value) {
        var _ = producer.send(topic.record(key, value, PARTITIONS));
    }
}
