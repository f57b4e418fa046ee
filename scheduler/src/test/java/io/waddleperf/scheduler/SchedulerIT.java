package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole scheduler on a real broker, from configuration and requests to commands.
class SchedulerIT {
    private static final int PARTITIONS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Target WEB = new Target("web", "http://127.0.0.1:9/", true, Map.of(), 1, null);

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
        var checks = List.of(Check.defaultOf(io.waddleperf.contracts.Test.PING));
        var schedule = new Schedule("s", true, List.of(), List.of("web"), checks, 3_600_000_000L, Instant.now(), 1);
        send(Topics.TARGETS, "web", WEB);
        send(Topics.PROBES, "p1", new Probe("p1", "home", true, Map.of(), 1));
        producer.send(new ProducerRecord<>(Topics.TARGETS.name(), "bad", "{".getBytes(StandardCharsets.UTF_8)))
                .get();
        try (var scheduler = new Scheduler(settings, Clock.systemUTC())) {
            scheduler.start();
            Await.until("the scheduler runs", LIMIT, () -> scheduler.state() == Scheduler.State.RUNNING);
            long sentAt = System.nanoTime();
            send(Topics.SCHEDULES, "s", schedule);
            var first = Await.value(
                    "the first command",
                    LIMIT,
                    () -> all(Topics.COMMANDS, Command.class).stream()
                            .filter(c -> c.check().equals("ping"))
                            .findFirst());
            assertTrue(System.nanoTime() - sentAt < 5_000_000_000L, "a new schedule runs at once");
            assertEquals(schedule.createdAt().truncatedTo(java.time.temporal.ChronoUnit.MICROS), first.dueAt());
            assertEquals("p1", first.probe());

            var assignment = all(Topics.ASSIGNMENTS, Assignment.class).getLast();
            assertEquals(
                    List.of("ping"),
                    assignment.items().stream().map(Assignment.Item::check).toList());

            var request = request(List.of("p1", "ghost"));
            send(Topics.REQUESTS, request.runId().toString(), request);
            var events = Await.value("both events of the run", LIMIT, () -> {
                var ofRun = all(Topics.RUN_EVENTS, RunEvent.class).stream()
                        .filter(e -> e.runId().equals(request.runId()))
                        .toList();
                return ofRun.size() < 2 ? java.util.Optional.empty() : java.util.Optional.of(ofRun);
            });
            assertEquals("no such probe", detailOf(events, RunEvent.Kind.REJECTED));
            assertEquals("", detailOf(events, RunEvent.Kind.QUEUED));
            var ordered = all(Topics.COMMANDS, Command.class).stream()
                    .filter(c -> c.runId().equals(request.runId()))
                    .toList();
            assertEquals(List.of(request.commands().getFirst()), ordered);

            var letter = all(Topics.DEAD_LETTERS, DeadLetter.class).getFirst();
            assertEquals("scheduler", letter.reader());
            assertEquals(Topics.TARGETS.name(), letter.topic());
            assertEquals(0, scheduler.undelivered());
        }
    }

    private static Request request(List<String> probes) {
        var checks = List.of(Check.defaultOf(io.waddleperf.contracts.Test.HTTP));
        Instant now = Instant.now();
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

    private static <T> List<T> all(Topic<T> topic, Class<T> type) {
        var found = new ArrayList<T>();
        try (KafkaConsumer<String, byte[]> consumer = Clients.consumer(settings, "test")) {
            var partitions = Clients.partitions(consumer, List.of(topic));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(r -> found.add(WireCodec.read(type, r.value())));
            }
        }
        return found;
    }
}
