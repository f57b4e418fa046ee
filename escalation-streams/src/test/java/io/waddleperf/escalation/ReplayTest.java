package io.waddleperf.escalation;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.Kind;
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
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Tick;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What was decided can be decided anew from the archive: results, rules and assignments of 27 minutes, read from the
/// merged files, lead to the decisions that are archived beside them, by id.
///
/// Not in this hour, since they are not archived: silences, heartbeats, and what people did about an incident.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {
    private static final Instant START = Samples.AT;
    private static final int SECONDS = 1_600;

    /// The driver waits for the disk at each record: one each second would take ten times as long.
    private static final int TICK_SECONDS = 10;

    private static final String PROBE = "local";
    private static final List<Target> TARGETS = List.of(Samples.target("web"), Samples.target("mail"));
    private static final EscalationPlan PLAN =
            new EscalationPlan(3, false, 5_000_000, 60_000_000, 300_000_000, List.of(), List.of());
    private static final Kind[] READ = {Kind.ASSIGNMENTS, Kind.THRESHOLDS, Kind.RESULTS};

    @SuppressWarnings("NullAway") // set before all tests
    private Path dir;

    @SuppressWarnings("NullAway") // set before all tests
    private ArchivedLog log;

    private int drivers;

    @BeforeAll
    void live(@TempDir Path folder) throws IOException {
        dir = folder;
        log = new ArchivedLog(dir.resolve("archive"));
        try (var run = new Run()) {
            var results = new TreeMap<Instant, List<Result>>();
            for (int second = 0; second < SECONDS; second++) {
                Instant now = START.plusSeconds(second);
                if (second % TICK_SECONDS == 0) {
                    run.tick(now);
                }
                for (var event : configured(second, now)) {
                    append(run, event, now);
                }
                if (second % 30 == 5) {
                    TARGETS.forEach(target -> later(results, now, scheduled(target, now)));
                }
                var came = takeUntil(results, now.plusMillis(999));
                for (var result : came) {
                    append(run, new Event<>(Topics.RESULTS, PROBE, result), now.plusMillis(300));
                }
                for (var result : came) {
                    if (result.id().hashCode() % 7 == 0) { // a probe that does not know whether it arrived
                        append(run, new Event<>(Topics.RESULTS, PROBE, result), now.plusMillis(400));
                    }
                }
                for (Command command : run.output(Topics.COMMANDS)) {
                    long delayUs = command.delayUs() == null ? 0 : command.delayUs();
                    Instant at = now.plusSeconds(2).plusNanos(delayUs * 1_000);
                    later(results, at, result(command, at));
                }
                for (Escalation step : run.output(Topics.ESCALATIONS)) {
                    log.append(Topics.ESCALATIONS, step.probe(), step, step.at());
                }
            }
        }
        log.compact();
    }

    @AfterAll
    void close() {
        log.close();
    }

    private record Event<T>(Topic<T> topic, String key, T value) {}

    private <T> void append(Run run, Event<T> event, Instant at) throws IOException {
        log.append(event.topic(), event.key(), event.value(), at);
        run.input(event.topic().name(), event.key(), WireCodec.bytes(event.value()), at);
    }

    /// The rule is changed twice, and the probe has one target more after a while.
    private static List<Event<?>> configured(int second, Instant now) {
        return switch (second) {
            case 0 -> List.of(rule(1, 100_000), assigned(1, TARGETS.subList(0, 1), now));
            case 300 -> List.of(assigned(2, TARGETS, now));
            case 700 -> List.of(rule(2, 900_000));
            case 1_200 -> List.of(rule(3, 120_000));
            default -> List.of();
        };
    }

    private static Event<Threshold> rule(long version, double boundUs) {
        var rule = new Threshold(
                "default-rtt",
                true,
                Map.of(),
                Metric.RTT_MEAN_US.wireName(),
                1,
                boundUs,
                null,
                2,
                3,
                3,
                Severity.WARNING,
                List.of(),
                version);
        return new Event<>(Topics.THRESHOLDS, rule.id(), rule);
    }

    private static Event<Assignment> assigned(long version, List<Target> targets, Instant now) {
        var items = targets.stream().map(ReplayTest::item).toList();
        return new Event<>(Topics.ASSIGNMENTS, PROBE, new Assignment(PROBE, items, now, version, "home", Map.of()));
    }

    private static Assignment.Item item(Target target) {
        return new Assignment.Item(
                "default",
                target,
                "ping",
                Family.IPV4,
                PingSpec.DEFAULT,
                30_000_000,
                5_000_000,
                START.minusSeconds(3_600),
                List.of(),
                PLAN);
    }

    // --- probes --------------------------------------------------------------------------------------

    private static Result scheduled(Target target, Instant now) {
        return result(target, new Cause.Scheduled("default", now), "ping", PingSpec.DEFAULT, 1, now, now);
    }

    private static Result result(Command command, Instant at) {
        return result(
                command.target(),
                command.cause(),
                command.check(),
                command.spec(),
                command.tier(),
                command.dueAt(),
                at);
    }

    /// Slow, dead, and well again, each target in turn; for a few seconds now and then for once only.
    private static Result result(
            Target target, Cause cause, String check, TestSpec spec, int tier, Instant dueAt, Instant at) {
        UUID command = Ids.command(cause, 1, PROBE, target.id(), check, Family.IPV4);
        long second = Duration.between(START, at).toSeconds() + 200L * TARGETS.indexOf(target);
        boolean dead = second % 900 > 780;
        boolean slow = second % 500 > 270 || second % 260 < 8;
        return new Result(
                Ids.result(command),
                command,
                Ids.run(cause),
                PROBE,
                target.id(),
                check,
                spec.test(),
                Family.IPV4,
                tier,
                cause,
                dueAt,
                at,
                0,
                dead ? new Outcome.Failed(Failure.NO_ROUTE, "") : new Outcome.Measured(),
                dead
                        ? Metrics.NONE
                        : Metrics.builder()
                                .put(Metric.RTT_MEAN_US, slow ? 300_000 : 20_000)
                                .build(),
                null,
                null,
                Samples.ping(PROBE, target.id(), at).quality());
    }

    private static void later(NavigableMap<Instant, List<Result>> results, Instant at, Result result) {
        results.computeIfAbsent(at, _ -> new ArrayList<>()).add(result);
    }

    private static List<Result> takeUntil(NavigableMap<Instant, List<Result>> results, Instant last) {
        var due = results.headMap(last, true);
        var taken = due.values().stream().flatMap(List::stream).toList();
        due.clear();
        return taken;
    }

    // --- the topology --------------------------------------------------------------------------------

    /// The graph without a broker.
    private final class Run implements AutoCloseable {
        private final TopologyTestDriver driver;

        Run() throws IOException {
            Path state = Files.createDirectories(dir.resolve("state" + drivers++));
            var settings = new StreamsSettings("127.0.0.1:1", state, 1, 0).properties();
            settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE); // less of that wait
            driver = new TopologyTestDriver(EscalationTopology.of(TopologyFixture.SETTINGS), settings, START);
        }

        void tick(Instant at) {
            input(Topics.TICKS.name(), "0", WireCodec.bytes(new Tick(at)), at);
        }

        void input(String topic, String key, byte[] value, Instant at) {
            driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(key, value, at);
        }

        <T> List<T> output(Topic<T> topic) {
            return driver
                    .createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
                    .readValuesToList()
                    .stream()
                    .map(value -> WireCodec.read(topic.type(), value))
                    .toList();
        }

        @Override
        public void close() {
            driver.close();
        }
    }

    /// Its ticks come at other times than those of the run that was archived.
    private Map<UUID, Escalation> replayed(Predicate<ArchivedLog.Input> wanted) throws IOException {
        try (var run = new Run()) {
            Instant tick = START.plusMillis(1_700);
            for (var input : log.inputs(READ)) {
                for (; tick.isBefore(input.appendedAt()); tick = tick.plusSeconds(TICK_SECONDS)) {
                    run.tick(tick);
                }
                if (wanted.test(input)) {
                    run.input(
                            input.topic(),
                            input.key(),
                            input.value().getBytes(StandardCharsets.UTF_8),
                            input.appendedAt());
                }
            }
            return byId(run.output(Topics.ESCALATIONS));
        }
    }

    private static Map<UUID, Escalation> byId(List<Escalation> steps) {
        return steps.stream().collect(toMap(Escalation::id, identity(), (first, _) -> first, TreeMap::new));
    }

    @Test
    void findsTheArchivedDecisionsAgain() throws IOException {
        var archived = byId(log.events(Kind.ESCALATIONS, Escalation.class));
        var replayed = replayed(_ -> true);
        assertEquals(archived.keySet(), replayed.keySet());
        // what a result set off is the same to the letter; what a time set off, at the next tick
        archived.values().stream()
                .filter(step -> step.resultId() != null)
                .forEach(step -> assertEquals(step, replayed.get(step.id())));
        System.out.println(archived.size() + " decisions were found again: " + steps(archived));
        assertTrue(steps(archived).size() >= 6, steps(archived).toString());
    }

    private static Map<Escalation.Step, Integer> steps(Map<UUID, Escalation> decisions) {
        var steps = new TreeMap<Escalation.Step, Integer>();
        decisions.values().forEach(one -> steps.merge(one.step(), 1, Integer::sum));
        return steps;
    }

    @Test
    void decidesOtherwiseWithoutAVersionOfARule() throws IOException {
        var archived = byId(log.events(Kind.ESCALATIONS, Escalation.class));
        var replayed = replayed(input -> !input.topic().equals(Topics.THRESHOLDS.name()) || input.offset() != 2);
        assertNotEquals(archived.keySet(), replayed.keySet());
    }

    @Test
    void decidesOtherwiseWithoutAnAssignment() throws IOException {
        var archived = byId(log.events(Kind.ESCALATIONS, Escalation.class));
        var replayed = replayed(input -> !input.topic().equals(Topics.ASSIGNMENTS.name()) || input.offset() != 2);
        assertNotEquals(archived.keySet(), replayed.keySet());
    }
}
