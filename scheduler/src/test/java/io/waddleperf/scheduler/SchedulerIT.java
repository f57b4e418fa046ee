package io.waddleperf.scheduler;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Reservation;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole scheduler on a real broker, from configuration and requests to commands.
class SchedulerIT {
    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Check PING = Check.defaultOf(io.waddleperf.contracts.Test.PING);
    private static final Target WEB = new Target("web", "http://127.0.0.1:9/", true, Map.of(), 1, null);

    private static final Target NAS = new Target("nas", "192.0.2.9", true, Map.of(), 1, null);
    private static final Target LATE = new Target("late", "192.0.2.10", true, Map.of(), 1, null);

    @SuppressWarnings("NullAway.Init")
    private static SchedulerSettings settings;

    @SuppressWarnings("NullAway.Init")
    private static KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void provision() throws Exception {
        settings = new SchedulerSettings(TestServers.kafka(), PARTITIONS);
        try (var admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrap()))) {
            TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
        }
        producer = Clients.producer(settings);
    }

    @AfterAll
    static void close() {
        producer.close();
    }

    @Test
    void turnsConfigurationAndRequestsIntoCommands() throws Exception {
        var schedule = schedule("s", "p1", List.of("web"), List.of(PING));
        send(Topics.TARGETS, "web", WEB);
        send(Topics.PROBES, "p1", new Probe("p1", "home", true, Map.of(), 1));
        producer.send(new ProducerRecord<>(Topics.TARGETS.name(), "bad", "{".getBytes(StandardCharsets.UTF_8)))
                .get();
        try (var scheduler = new Scheduler(settings, Clock.systemUTC())) {
            scheduler.start();
            awaitRunning(scheduler);
            long sentAt = System.nanoTime();
            send(Topics.SCHEDULES, "s", schedule);
            var first = Await.value(
                    "the first command",
                    LIMIT,
                    () -> all(Topics.COMMANDS, Command.class).stream()
                            .filter(c -> c.check().equals("ping") && c.probe().equals("p1"))
                            .findFirst());
            assertTrue(System.nanoTime() - sentAt < 5_000_000_000L, "a new schedule runs at once");
            assertEquals(schedule.createdAt().truncatedTo(ChronoUnit.MICROS), first.dueAt());
            assertEquals("p1", first.probe());

            // told once all that stood on its partition has been read, which commands do not wait for
            var assignment = Await.value(
                    "its assignment", LIMIT, () -> assignments("p1").stream().reduce((_, last) -> last));
            assertEquals("home", assignment.site());
            assertEquals(
                    List.of("ping"),
                    assignment.items().stream().map(Assignment.Item::check).toList());

            var request = request(List.of("p1", "ghost"));
            send(Topics.REQUESTS, request.runId().toString(), request);
            Await.until("both events of the run", LIMIT, () -> events(request).size() >= 2);
            var events = events(request);
            assertEquals("no such probe", detailOf(events, RunEvent.Kind.REJECTED));
            assertEquals("", detailOf(events, RunEvent.Kind.QUEUED));
            assertEquals(List.of(request.commands().getFirst()), commands(request));

            var letter = all(Topics.DEAD_LETTERS, DeadLetter.class).getFirst();
            assertEquals("scheduler", letter.reader());
            assertEquals(Topics.TARGETS.name(), letter.topic());
            assertEquals(0, scheduler.undelivered());
        }
    }

    /// By schedule and on demand, until it gets work again.
    @Test
    void sendsNothingToAProbeWhileItIsDrained() throws Exception {
        var clock = new FakeClock(Instant.now());
        var both = List.of("d1", "d2");
        send(Topics.TARGETS, "web", WEB);
        for (String id : both) {
            send(Topics.PROBES, id, new Probe(id, "home", true, Map.of(), 1));
        }
        send(
                Topics.SCHEDULES,
                "d",
                new Schedule("d", true, both, List.of("web"), List.of(PING), 60_000_000L, clock.instant(), 1));
        try (var scheduler = new Scheduler(settings, clock)) {
            scheduler.start();
            awaitSlot(clock, () -> commandsOf("d1") > 0 && commandsOf("d2") > 0);
            Await.until("its part is told", LIMIT, () -> !assignments("d1").isEmpty());
            send(Topics.PROBES, "d1", new Probe("d1", "home", false, Map.of(), 2));
            Await.until("it has no part any more", LIMIT, () -> isDismissed("d1"));
            long before = commandsOf("d1");
            for (int slot = 0; slot < 3; slot++) {
                long others = commandsOf("d2");
                awaitSlot(clock, () -> commandsOf("d2") > others);
            }
            var request = request(both, clock.instant());
            send(Topics.REQUESTS, request.runId().toString(), request);
            Await.until("both are told of", LIMIT, () -> events(request).size() == 2);
            assertEquals("the probe is disabled", detailOf(events(request), RunEvent.Kind.REJECTED));
            assertEquals(before, commandsOf("d1"));

            send(Topics.PROBES, "d1", new Probe("d1", "home", true, Map.of(), 3));
            Await.until("it has a part again", LIMIT, () -> !isDismissed("d1"));
            awaitSlot(clock, () -> commandsOf("d1") > before);
            var again = request(List.of("d1"), clock.instant());
            send(Topics.REQUESTS, again.runId().toString(), again);
            assertEquals(RunEvent.Kind.QUEUED, event(again).kind());
        } finally {
            producer.send(Topics.SCHEDULES.record("d", null, PARTITIONS)).get();
        }
    }

    private static void awaitRunning(Scheduler scheduler) {
        Await.until("the scheduler runs", LIMIT, () -> scheduler.state() == Scheduler.State.RUNNING);
    }

    private static void awaitSlot(FakeClock clock, BooleanSupplier sent) {
        Await.until("the commands of a slot", LIMIT.multipliedBy(2), () -> {
            clock.advance(Duration.ofSeconds(5));
            return sent.getAsBoolean();
        });
    }

    private static long commandsOf(String probe) {
        return all(Topics.COMMANDS, Command.class).stream()
                .filter(command -> command.probe().equals(probe))
                .count();
    }

    private static List<Command> commands(Request request) {
        return all(Topics.COMMANDS, Command.class).stream()
                .filter(command -> command.runId().equals(request.runId()))
                .toList();
    }

    private static List<RunEvent> events(Request request) {
        return all(Topics.RUN_EVENTS, RunEvent.class).stream()
                .filter(event -> event.runId().equals(request.runId()))
                .toList();
    }

    /// Each of them is told of: with its command, or why it gets none.
    @Test
    void sendsOneRequestToFiveHundredProbes() throws Exception {
        var probes = IntStream.range(0, 500).mapToObj(i -> "fan-" + i).toList();
        for (String id : probes) {
            var probe = new Probe(id, "home", !id.equals("fan-7"), Map.of(), 1);
            var _ = producer.send(Topics.PROBES.record(id, probe, PARTITIONS));
        }
        producer.flush();
        try (var scheduler = new Scheduler(settings, Clock.systemUTC())) {
            scheduler.start();
            awaitRunning(scheduler);
            var request = request(probes);
            send(Topics.REQUESTS, request.runId().toString(), request);
            Await.equal(
                    500L,
                    LIMIT.multipliedBy(2),
                    () -> events(request).stream()
                            .map(RunEvent::probe)
                            .distinct()
                            .count());
            var wanted = request.commands().stream()
                    .filter(command -> !command.probe().equals("fan-7"))
                    .collect(Collectors.toSet());
            assertEquals(wanted, Set.copyOf(commands(request)));
        } finally {
            for (String id : probes) {
                var _ = producer.send(Topics.PROBES.record(id, null, PARTITIONS));
            }
            producer.flush();
        }
    }

    @Test
    void tellsAProbeItsNewBoundsWhenARuleChangesAndNothingAgainAfterARestart() throws Exception {
        var own = new Check("own", PingSpec.DEFAULT, List.of(), 7_200_000_000L);
        send(Topics.TARGETS, "web", WEB);
        send(Topics.PROBES, "p2", new Probe("p2", "fra", true, Map.of("uplink", "dsl"), 1));
        send(Topics.SCHEDULES, "t", schedule("t", "p2", List.of("web"), List.of(own)));
        int told;
        try (var scheduler = new Scheduler(settings, Clock.systemUTC())) {
            scheduler.start();
            Await.equal(100_000.0, LIMIT, () -> rttBound("p2"));
            send(Topics.THRESHOLDS, "fra", rule(1, 40_000));
            Await.equal(40_000.0, LIMIT, () -> rttBound("p2"));
            send(Topics.THRESHOLDS, "fra", rule(2, 60_000));
            Await.equal(60_000.0, LIMIT, () -> rttBound("p2"));
            var newest = assignments("p2").getLast();
            assertEquals("fra", newest.site());
            assertEquals(Map.of("uplink", "dsl"), newest.labels());
            assertEquals(7_200_000_000L, newest.items().getFirst().intervalUs());
            told = assignments("p2").size();
        }
        try (var scheduler = new Scheduler(settings, Clock.systemUTC())) {
            scheduler.start();
            awaitRunning(scheduler);
            send(Topics.PROBES, "p2", new Probe("p2", "muc", true, Map.of("uplink", "dsl"), 2));
            Await.equal("muc", LIMIT, () -> assignments("p2").getLast().site());
            assertEquals(told + 1, assignments("p2").size());
            assertEquals(100_000.0, rttBound("p2"));
            producer.send(Topics.THRESHOLDS.record("fra", null, PARTITIONS)).get();
        }
    }

    /// A record of Kafka may be 1 MiB; what a large part in schedules takes must fit once compressed.
    @Test
    void tellsAProbeThatTestsTwoThousandTargets() throws Exception {
        var ids = IntStream.range(0, 2_000).mapToObj(i -> "many-" + i).toList();
        for (String id : ids) {
            var target = new Target(id, "https://" + id + ".example.net/", false, Map.of(), 1, null);
            var _ = producer.send(Topics.TARGETS.record(id, target, PARTITIONS));
        }
        send(Topics.PROBES, "p3", new Probe("p3", "home", true, Map.of(), 1));
        send(Topics.SCHEDULES, "u", schedule("u", "p3", ids, List.of()));
        try (var scheduler = new Scheduler(settings, Clock.systemUTC())) {
            scheduler.start();
            // each look reads some megabytes
            Await.equal(
                    10_000,
                    LIMIT.multipliedBy(4),
                    () -> assignments("p3").getLast().items().size());
            int bytes = WireCodec.bytes(assignments("p3").getLast()).length;
            System.out.println("assignment of 10,000 series: " + bytes / 1024 + " KiB before compression");
            assertEquals(0, scheduler.undelivered());
            producer.send(Topics.SCHEDULES.record("u", null, PARTITIONS)).get();
        }
    }

    /// Two orders for one host: the second waits for its slot, also while no scheduler runs; the third
    /// is told why it cannot run in its time.
    @Test
    void holdsTheSlotsOfExclusiveTestsAcrossARestart() throws Exception {
        var clock = new FakeClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Instant start = clock.instant();
        send(Topics.PROBES, "x1", new Probe("x1", "home", true, Map.of(), 1));
        send(Topics.PROBES, "x2", new Probe("x2", "home", true, Map.of(), 1));
        var first = exclusive("x1", start, 300, null);
        var second = exclusive("x2", start, 300, null);
        var third = exclusive("x2", start, 60, null);
        var escalated = exclusive("x2", start, 60, new Cause.Escalated(new UUID(3, 4), "rule@1"));
        try (var scheduler = new Scheduler(settings, clock)) {
            scheduler.start();
            awaitRunning(scheduler);
            for (var request : List.of(first, second, third, escalated)) {
                send(Topics.REQUESTS, request.runId().toString(), request);
            }
            Await.equal(List.of(start), LIMIT, () -> sentAt(first));
            assertEquals("", event(first).detail());
            assertEquals(
                    "its slot is at " + start.plusSeconds(42).truncatedTo(ChronoUnit.SECONDS),
                    event(second).detail());
            assertEquals(RunEvent.Kind.REJECTED, event(third).kind());
            var suppressed = event(escalated);
            assertEquals(RunEvent.Kind.SUPPRESSED, suppressed.kind());
            assertTrue(
                    suppressed
                            .detail()
                            .startsWith("no slot: host 192.0.2.9 is held by throughput from x2 to nas (run "),
                    suppressed::detail);
            assertEquals("nas", requireNonNull(suppressed.subject()).target());
            assertEquals(2, scheduler.booked());
        }
        try (var scheduler = new Scheduler(settings, clock)) {
            scheduler.start();
            clock.set(start.plusSeconds(41));
            Await.equal(2, LIMIT, scheduler::booked);
            assertEquals(List.of(), sentAt(second));
            clock.set(start.plusSeconds(42));
            Await.equal(List.of(start.plusSeconds(42)), LIMIT, () -> sentAt(second));
            assertEquals(List.of(start), sentAt(first), "and the first is not sent again");
        }
    }

    @Test
    void endsWhatAnEarlierSchedulerPromisedAndNobodySent() throws Exception {
        send(Topics.PROBES, "l1", new Probe("l1", "home", true, Map.of(), 1));
        Instant from = Instant.now().minusSeconds(600);
        var left = new Reservation(
                exclusive("l1", LATE, from, 60, null).commands().getFirst().goodUntil(from.plusSeconds(10)),
                List.of("host 192.0.2.10", "probe l1"),
                from,
                from.plusSeconds(42),
                from.plusSeconds(60),
                false);
        var command = left.command();
        send(Topics.RESERVATIONS, command.id().toString(), left);
        for (int starts = 0; starts < 2; starts++) { // the second time it is known to have been told
            try (var scheduler = new Scheduler(settings, Clock.systemUTC())) {
                scheduler.start();
                var event = Await.value(
                        "its ending",
                        LIMIT,
                        () -> all(Topics.RUN_EVENTS, RunEvent.class).stream()
                                .filter(one -> command.id().equals(one.commandId()))
                                .findFirst());
                assertEquals(RunEvent.Kind.REJECTED, event.kind());
                assertEquals("its slot passed before it could be sent", event.detail());
                var next = request(List.of("l1"));
                send(Topics.REQUESTS, next.runId().toString(), next);
                assertEquals(RunEvent.Kind.QUEUED, event(next).kind());
            }
        }
        assertEquals(
                1,
                all(Topics.RUN_EVENTS, RunEvent.class).stream()
                        .filter(one -> command.id().equals(one.commandId()))
                        .count());
    }

    /// Overload is told, slot by slot.
    @Test
    void tellsTheSlotsOfAScheduleForWhichThereIsNoRoom() throws Exception {
        var clock = new FakeClock(Instant.now());
        send(Topics.TARGETS, "nas", NAS);
        var check = new Check("throughput", ThroughputSpec.DEFAULT, List.of());
        for (String id : List.of("y1", "y2")) {
            send(Topics.PROBES, id, new Probe(id, "home", true, Map.of(), 1));
        }
        var schedule = new Schedule(
                "y", true, List.of("y1", "y2"), List.of("nas"), List.of(check), 60_000_000L, clock.instant(), 1);
        send(Topics.SCHEDULES, "y", schedule);
        try (var scheduler = new Scheduler(settings, clock)) {
            scheduler.start();
            awaitRunning(scheduler);
            var missed = Await.value("a slot is told as missed", LIMIT.multipliedBy(4), () -> {
                clock.advance(Duration.ofSeconds(3));
                return all(Topics.RUN_EVENTS, RunEvent.class).stream()
                        .filter(event -> event.kind() == RunEvent.Kind.MISSED)
                        .findFirst();
            });
            assertTrue(
                    missed.detail().matches("no slot: host 192.0.2.9 is held by throughput from y[12] to nas .*"),
                    missed::detail);
            var subject = requireNonNull(missed.subject());
            assertEquals("y", subject.schedule());
            var cause = new Cause.Scheduled("y", requireNonNull(subject.dueAt()));
            assertEquals(
                    RunEvent.of(
                                    Ids.run(cause),
                                    Ids.command(cause, 1, missed.probe(), "nas", "throughput", Family.IPV4),
                                    missed.probe(),
                                    RunEvent.Kind.MISSED,
                                    missed.at(),
                                    "")
                            .id(),
                    missed.id(),
                    "one event with what escalation-streams tells of a slot without an ending");
            Await.until("the other runs", LIMIT.multipliedBy(4), () -> {
                clock.advance(Duration.ofSeconds(3));
                return all(Topics.COMMANDS, Command.class).stream()
                        .anyMatch(command -> command.probe().startsWith("y"));
            });
            assertEquals(
                    List.of(),
                    all(Topics.COMMANDS, Command.class).stream()
                            .filter(command -> command.probe().equals(missed.probe()))
                            .toList());
            assertTrue(scheduler.withheld() > 0);
            producer.send(Topics.SCHEDULES.record("y", null, PARTITIONS)).get();
        }
    }

    private static Request exclusive(String probe, Instant at, int goodForSeconds, @Nullable Cause cause) {
        return exclusive(probe, NAS, at, goodForSeconds, cause);
    }

    private static Request exclusive(
            String probe, Target target, Instant at, int goodForSeconds, @Nullable Cause cause) {
        var check = new Check("throughput", ThroughputSpec.DEFAULT, List.of());
        UUID run = cause == null ? UUID.randomUUID() : Ids.run(cause);
        return new Request(
                run,
                List.of(probe),
                target,
                List.of(check),
                1,
                "operator",
                at,
                at.plusSeconds(goodForSeconds),
                cause,
                null,
                null);
    }

    /// When the commands of the request were promised to start, by which their probe refuses them.
    private static List<Instant> sentAt(Request request) {
        return commands(request).stream()
                .map(command -> command.expiresAt().minus(Hold.START_WITHIN))
                .toList();
    }

    private static RunEvent event(Request request) {
        return Await.value(
                "an event of the run", LIMIT, () -> events(request).stream().findFirst());
    }

    private static Schedule schedule(String id, String probe, List<String> targets, List<Check> checks) {
        return new Schedule(id, true, List.of(probe), targets, checks, 3_600_000_000L, Instant.now(), 1);
    }

    private static Threshold rule(long version, double enter) {
        return new Threshold(
                "fra",
                true,
                Map.of("site", "fra"),
                "rttMeanUs",
                1,
                enter,
                null,
                2,
                3,
                3,
                Severity.WARNING,
                List.of(),
                version);
    }

    private static double rttBound(String probe) {
        return assignments(probe).getLast().items().getFirst().bounds().stream()
                .filter(bound -> bound.metric().equals("rttMeanUs"))
                .mapToDouble(Bound::limit)
                .findFirst()
                .orElse(0);
    }

    private static List<Assignment> assignments(String probe) {
        return all(Topics.ASSIGNMENTS, Assignment.class).stream()
                .filter(assignment -> assignment.probe().equals(probe))
                .toList();
    }

    private static Request request(List<String> probes) {
        return request(probes, Instant.now());
    }

    private static Request request(List<String> probes, Instant now) {
        var checks = List.of(Check.defaultOf(io.waddleperf.contracts.Test.HTTP));
        return new Request(UUID.randomUUID(), probes, WEB, checks, 1, "operator", now, now.plusSeconds(60));
    }

    private static String detailOf(List<RunEvent> events, RunEvent.Kind kind) {
        return events.stream()
                .filter(e -> e.kind() == kind)
                .findFirst()
                .orElseThrow()
                .detail();
    }

    private static <T> void send(Topic<T> topic, String key, T value) throws Exception {
        producer.send(topic.record(key, value, PARTITIONS)).get();
    }

    private static boolean isDismissed(String probe) {
        return records(Topics.ASSIGNMENTS).stream()
                .filter(record -> record.key().equals(probe))
                .reduce((_, last) -> last)
                .filter(record -> record.value() == null)
                .isPresent();
    }

    private static <T> List<T> all(Topic<T> topic, Class<T> type) {
        return records(topic).stream()
                .filter(record -> record.value() != null)
                .map(record -> WireCodec.read(type, record.value()))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> records(Topic<?> topic) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (KafkaConsumer<String, byte[]> consumer = Clients.consumer(settings, "test")) {
            var partitions = Clients.partitions(consumer, List.of(topic));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }
}
