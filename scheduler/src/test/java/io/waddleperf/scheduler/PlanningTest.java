package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who plans what, and what a change means for whom.
class PlanningTest {
    private static final int PARTITIONS = 4;
    private static final Set<Integer> ALL = Set.of(0, 1, 2, 3);
    private static final List<Check> PING = List.of(new Check("ping", PingSpec.DEFAULT, List.of()));

    private final FakeClock clock = new FakeClock(Samples.AT);
    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final Planning planning = planning();
    private long versions;

    @Test
    void plansForTheProbesOfItsPartitionsAlone() {
        fleet(planning, 40);
        gain(planning, Set.of(1, 2), Instant.EPOCH);
        finish(planning);
        var probes = due(planning).stream().map(Command::probe).toList();
        assertEquals(probes(40, Set.of(1, 2)), new TreeSet<>(probes));
        assertEquals(probes.size(), planning.series());
        assertEquals(2, planning.owned());
    }

    @Test
    void sharesAllProbesAmongSchedulersWithoutOneOfTwo() {
        var other = planning();
        fleet(planning, 40);
        fleet(other, 40);
        gain(planning, Set.of(0, 3), Instant.EPOCH);
        gain(other, Set.of(1, 2), Instant.EPOCH);
        finish(planning);
        finish(other);
        var one = due(planning).stream().map(Command::id).collect(Collectors.toSet());
        var two = due(other).stream().map(Command::id).collect(Collectors.toSet());
        assertEquals(40, one.size() + two.size());
        one.retainAll(two);
        assertEquals(Set.of(), one);
    }

    /// With the ids that the one before gave them, so that no probe runs them twice.
    @Test
    void ordersWhatIsStillGoodOfAPartitionThatItTakesOver() {
        fleet(planning, 40);
        gain(planning, ALL, Instant.EPOCH);
        finish(planning);
        for (int i = 0; i < 20; i++) { // to 10 min after the start
            clock.advance(Duration.ofSeconds(30));
            due(planning);
        }
        planning.lost(Set.of(1));
        assertEquals(probes(40, Set.of(0, 2, 3)).size(), planning.series());
        var other = planning();
        fleet(other, 40);
        gain(other, Set.of(1), Instant.EPOCH);
        clock.advance(Duration.ofSeconds(20));
        finish(other);
        var taken = due(other);
        assertTrue(taken.size() > 1, () -> "commands " + taken.size());
        taken.forEach(command -> {
            assertTrue(probes(40, Set.of(1)).contains(command.probe()));
            assertTrue(command.expiresAt().isAfter(clock.instant()));
        });
        var again = planning();
        fleet(again, 40);
        gain(again, Set.of(1), Instant.EPOCH);
        finish(again);
        assertEquals(taken, due(again));
    }

    /// But for what one that knew less may not have known.
    @Test
    void goesOnWhereTheEarlierOwnerHadCome() {
        fleet(planning, 40);
        gain(planning, ALL, Instant.EPOCH);
        finish(planning);
        clock.advance(Duration.ofMinutes(10));
        due(planning);
        var other = planning();
        fleet(other, 40);
        gain(other, ALL, clock.instant());
        finish(other);
        Instant earliest = clock.instant().minusSeconds(5);
        due(other).forEach(command -> assertTrue(command.dueAt().isAfter(earliest), command::toString));
        assertEquals(probes(40, ALL), probesOfAMinute(other));
    }

    /// Whoever it was had a wrong clock.
    @Test
    void believesNobodyWhoSaysThatTheFutureIsDone() {
        fleet(planning, 40);
        gain(planning, ALL, clock.instant().plusSeconds(86_400));
        finish(planning);
        assertEquals(probes(40, ALL), probesOfAMinute(planning));
    }

    @Test
    void saysNothingMoreOfAPartitionThatIsLost() {
        fleet(planning, 40);
        gain(planning, ALL, Instant.EPOCH);
        planning.lost(ALL);
        finish(planning);
        clock.advance(Duration.ofMinutes(5));
        assertEquals(List.of(), due(planning));
        assertEquals(0, planning.series());
    }

    @Test
    void runsAProbeThatJoinsAtOnce() {
        fleet(planning, 40);
        own();
        clock.advance(Duration.ofMinutes(10));
        due(planning);
        tell(planning, Topics.PROBES, "late", probe("late", true));
        finish(planning);
        assertEquals(List.of("late"), due(planning).stream().map(Command::probe).toList());
    }

    /// The rest goes on meanwhile.
    @Test
    void takesALargeChangeInSteps() {
        fleet(planning, 5_000);
        own();
        due(planning);
        tell(planning, Topics.SCHEDULES, "s", schedule("s", List.of(), List.of("web"), 30));
        planning.step();
        assertTrue(planning.behind());
        assertEquals(5_000, planning.series());
        assertEquals(Set.of(60_000_000L, 30_000_000L), intervals(told()));
        finish(planning);
        assertEquals(Set.of(30_000_000L), intervals(told()));
    }

    @Test
    void plansAnewOnlyForThoseWhomAChangeConcerns() {
        tell(planning, Topics.TARGETS, "web", target("web", 1));
        tell(planning, Topics.TARGETS, "nas", target("nas", 1));
        for (String id : List.of("a", "b", "c")) {
            tell(planning, Topics.PROBES, id, probe(id, true));
        }
        tell(planning, Topics.SCHEDULES, "s", schedule("s", List.of("a", "b"), List.of("web"), 60));
        tell(planning, Topics.SCHEDULES, "t", schedule("t", List.of("b", "c"), List.of("nas"), 60));
        own();
        assertEquals(Set.of("a", "b"), toldBy(() -> tell(planning, Topics.TARGETS, "web", target("web", 2))));
        assertEquals(
                Set.of("b", "c"),
                toldBy(() -> tell(planning, Topics.SCHEDULES, "t", schedule("t", List.of("c"), List.of("nas"), 30))));
        assertEquals(Set.of("a"), toldBy(() -> tell(planning, Topics.PROBES, "a", null)));
        assertEquals(Set.of("b", "c"), toldBy(() -> tell(planning, Topics.THRESHOLDS, "r", rule(5))));
    }

    /// Whatever changes in whatever order, everybody is told what the whole configuration says.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void endsWithWhatTheWholePlanSays(long seed) {
        var random = new Random(seed);
        var whole = new Configuration();
        own();
        for (int i = 0; i < 300; i++) {
            var change = change(random);
            planning.take(change);
            whole.take(change);
            if (random.nextInt(3) == 0) {
                planning.step();
            }
            if (i % 10 == 0) {
                finish(planning);
                var expected = whole.plan().assignments();
                assertEquals(comparable(expected), comparable(told()), "change " + i + " of seed " + seed);
                assertEquals(
                        expected.values().stream()
                                .mapToInt(one -> one.items().size())
                                .sum(),
                        planning.series());
            }
        }
    }

    private ConsumerRecord<String, byte[]> change(Random random) {
        String probe = "p" + random.nextInt(6);
        String target = "t" + random.nextInt(4);
        boolean gone = random.nextInt(8) == 0;
        return switch (random.nextInt(6)) {
            case 0, 1 -> record(Topics.PROBES, probe, gone ? null : probe(probe, random.nextInt(5) > 0));
            case 2 -> record(Topics.TARGETS, target, gone ? null : target(target, ++versions));
            case 3 -> record(Topics.THRESHOLDS, "r", gone ? null : rule(1 + random.nextInt(9)));
            default -> {
                String id = "s" + random.nextInt(4);
                yield record(Topics.SCHEDULES, id, gone ? null : anySchedule(id, random));
            }
        };
    }

    private Schedule anySchedule(String id, Random random) {
        var probes = random.nextInt(4) == 0 ? List.<String>of() : any("p", 6, random);
        var checks = random.nextBoolean() ? PING : List.of(new Check("throughput", ThroughputSpec.DEFAULT, List.of()));
        long intervalUs = (60 + 60 * random.nextInt(5)) * 1_000_000L;
        return new Schedule(
                id, random.nextInt(5) > 0, probes, any("t", 4, random), checks, intervalUs, Samples.AT, ++versions);
    }

    private static List<String> any(String prefix, int of, Random random) {
        return IntStream.range(0, of)
                .filter(_ -> random.nextBoolean())
                .mapToObj(i -> prefix + i)
                .toList();
    }

    private static void gain(Planning planning, Set<Integer> partitions, Instant done) {
        planning.gained(partitions.stream().collect(Collectors.toMap(one -> one, _ -> done)));
    }

    /// All partitions, on which nothing stands.
    private void own() {
        gain(planning, ALL, Instant.EPOCH);
        finish(planning);
        ALL.forEach(planning::informed);
    }

    private Set<String> toldBy(Runnable change) {
        kafka.clear();
        change.run();
        finish(planning);
        return kafka.history().stream().map(record -> record.key()).collect(Collectors.toSet());
    }

    private Map<String, Assignment> told() {
        var told = new TreeMap<String, Assignment>();
        kafka.history().stream()
                .filter(record -> record.topic().equals(Topics.ASSIGNMENTS.name()))
                .forEach(record -> {
                    if (record.value() == null) {
                        told.remove(record.key());
                    } else {
                        told.put(record.key(), WireCodec.read(Assignment.class, record.value()));
                    }
                });
        return told;
    }

    private static Set<Long> intervals(Map<String, Assignment> told) {
        return told.values().stream()
                .flatMap(one -> one.items().stream())
                .map(Assignment.Item::intervalUs)
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> comparable(Map<String, Assignment> assignments) {
        var all = new HashMap<String, Object>();
        assignments.forEach((probe, one) -> all.put(probe, List.of(one.items(), one.siteOrNone())));
        return all;
    }

    private Planning planning() {
        return new Planning(PARTITIONS, new Outlet(new RenewedProducer("test", () -> kafka), PARTITIONS, clock), clock);
    }

    private Set<String> probesOfAMinute(Planning planning) {
        var probes = new TreeSet<String>();
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofSeconds(1));
            due(planning).forEach(command -> probes.add(command.probe()));
        }
        return probes;
    }

    private static void finish(Planning planning) {
        do {
            planning.step();
        } while (planning.behind());
    }

    private List<Command> due(Planning planning) {
        return planning.due(clock.instant(), 100_000);
    }

    private static void fleet(Planning planning, int size) {
        tell(planning, Topics.TARGETS, "web", target("web", 1));
        tell(planning, Topics.SCHEDULES, "s", schedule("s", List.of(), List.of("web"), 60, 1));
        for (int i = 0; i < size; i++) {
            tell(planning, Topics.PROBES, "p" + i, new Probe("p" + i, "home", true, Map.of(), 1));
        }
    }

    private static Set<String> probes(int size, Set<Integer> partitions) {
        return IntStream.range(0, size)
                .mapToObj(i -> "p" + i)
                .filter(probe -> partitions.contains(ProbePartition.of(probe, PARTITIONS)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> void tell(Planning planning, Topic<T> topic, String key, @Nullable T value) {
        planning.take(record(topic, key, value));
    }

    private static <T> ConsumerRecord<String, byte[]> record(Topic<T> topic, String key, @Nullable T value) {
        return new ConsumerRecord<>(topic.name(), 0, 0, key, value == null ? null : WireCodec.bytes(value));
    }

    private Probe probe(String id, boolean enabled) {
        return new Probe(id, "home", enabled, Map.of(), ++versions);
    }

    private static Target target(String id, long version) {
        return new Target(id, "192.0.2." + (1 + version % 200), true, Map.of(), version, null);
    }

    private Schedule schedule(String id, List<String> probes, List<String> targets, int seconds) {
        return schedule(id, probes, targets, seconds, 10 + ++versions);
    }

    private static Schedule schedule(String id, List<String> probes, List<String> targets, int seconds, long version) {
        return new Schedule(id, true, probes, targets, PING, seconds * 1_000_000L, Samples.AT, version);
    }

    private Threshold rule(int enterMs) {
        return new Threshold(
                "r",
                true,
                Map.of(),
                "rttMeanUs",
                1,
                enterMs * 1_000,
                null,
                2,
                3,
                3,
                Severity.WARNING,
                List.of(),
                ++versions);
    }
}
