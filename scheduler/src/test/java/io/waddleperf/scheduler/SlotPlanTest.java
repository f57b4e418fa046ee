package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.ThroughputSpec;
import io.waddleperf.contracts.Timing;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// When scheduled exclusive tests run, and which of them cannot.
class SlotPlanTest {
    private static final Instant START = Samples.AT;
    private static final Target NAS = target("nas", "192.0.2.7", Map.of());
    private static final long HORIZON_US = 40_000_000_000L;
    private static final long HOLD_US = Hold.us(ThroughputSpec.DEFAULT);

    @Test
    void holdsAnEndUntilItsTestMustHaveEnded() {
        assertEquals(Duration.ofSeconds(10 + 10 + 20 + 2), Hold.of(ThroughputSpec.DEFAULT));
    }

    @Test
    void fillsTheProbeTheHostAndTheProbeWhoseResponderItIs() {
        assertEquals(Set.of("probe a", "host 192.0.2.7"), Ends.of("a", NAS));
        assertEquals(
                Set.of("probe a", "probe b", "host muc.example.net"),
                Ends.of("a", target("muc", "http://MUC.example.net:8088/", Map.of(Target.PROBE_LABEL, "b"))));
        assertEquals(Set.of("probe a"), Ends.of("a", target("self", "http://127.0.0.1:8088/", Map.of())));
        assertEquals(Set.of("probe a"), Ends.of("a", target("self", "localhost", Map.of())));
    }

    @Test
    void neverRunsTwoTestsAtOnceThatShareAnEnd() {
        var targets =
                List.of(NAS, target("nas-web", "http://192.0.2.7/", Map.of()), target("b", "192.0.2.8", Map.of()));
        var planned = plan(List.of("p1", "p2", "p3"), targets, 600).planned();
        var commands = commandsOf(planned, Duration.ofHours(2));
        assertTrue(commands.size() >= 9 * 11, "commands " + commands.size());
        commands.forEach(one -> assertTrue(planned.slots().objection(one).isEmpty(), one::toString));
        assertApart(commands);
    }

    /// Whatever the intervals are: looked at from outside, run by run.
    @Test
    void neverRunsTwoTestsAtOnceWhateverTheirIntervals() {
        long seed = System.nanoTime();
        System.out.println("SlotPlanTest seed " + seed);
        var random = new Random(seed);
        var all = new ArrayList<ExclusiveSeries>();
        for (int i = 0; i < 60; i++) {
            var ends = Set.of("probe " + random.nextInt(30), "host " + random.nextInt(20));
            long intervalUs = random.nextLong(4, 90) * 10_000_000 + random.nextLong(2) * 500_000;
            long holdUs = random.nextLong(1, 40) * 250_000;
            all.add(
                    i % 3 == 0
                            ? byCron(random, i, ends, holdUs)
                            : new ExclusiveSeries(random.nextLong() >>> 1, "series " + i, ends, intervalUs, holdUs));
        }
        var plan = SlotPlan.of(all);
        int runs = assertApart(all, plan);
        long slots = all.stream().mapToLong(one -> slots(one.cadence()).count()).sum();
        assertTrue(runs > slots / 2, () -> runs + " of " + slots + " slots, seed " + seed);
    }

    private static LongStream slots(Cadence cadence) {
        return LongStream.iterate(cadence.slotAfterUs(-1), at -> at < HORIZON_US, cadence::slotAfterUs);
    }

    private static ExclusiveSeries byCron(Random random, int i, Set<String> ends, long holdUs) {
        var minutes = List.of("*/20", random.nextInt(60) + "," + random.nextInt(60), "" + random.nextInt(60));
        var cron = new Cron(
                minutes.get(random.nextInt(3)) + (random.nextBoolean() ? " *" : " 1-9") + " * * *",
                random.nextBoolean() ? "UTC" : "Asia/Kolkata");
        var timing = new Timing(cron, List.of(), random.nextLong(1, 600) * 1_000_000, random.nextInt(1, 10));
        var cadence = new Cadence(cron.shortestUs(), 0, timing);
        return new ExclusiveSeries(
                random.nextLong() >>> 1, "series " + i, ends, cadence, ExclusiveSeries.Cycle.of(cadence), holdUs);
    }

    private static int assertApart(List<ExclusiveSeries> all, SlotPlan plan) {
        var runs = new ArrayList<long[]>();
        for (int i = 0; i < all.size(); i++) {
            var one = all.get(i);
            var cadence =
                    one.cadence().withPhase(plan.phaseUs(one.id(), one.cadence().phaseUs()));
            for (long at : slots(cadence).toArray()) {
                if (plan.objection(one.id(), Instant.EPOCH.plusNanos(at * 1_000))
                        .isEmpty()) {
                    runs.add(new long[] {at, at + one.holdUs(), i});
                }
            }
        }
        runs.sort(Comparator.comparingLong(run -> run[0]));
        var heldUntil = new HashMap<String, Long>();
        for (long[] run : runs) {
            for (String end : all.get((int) run[2]).ends()) {
                assertTrue(heldUntil.getOrDefault(end, 0L) <= run[0], () -> end + " at " + run[0]);
                heldUntil.put(end, run[1]);
            }
        }
        return runs.size();
    }

    /// Every 5 and every 7 minutes meet each 35 minutes, whatever their phases.
    @Test
    void letsASeriesThatSometimesMeetsAnotherRunInItsOtherSlots() {
        var often = new ExclusiveSeries(0, "often", Set.of("host nas", "probe a"), 300_000_000, HOLD_US);
        var seldom = new ExclusiveSeries(
                0x1_0000_0000L * 420, "seldom", Set.of("host nas", "probe b"), 420_000_000, HOLD_US);
        var plan = SlotPlan.of(List.of(often, seldom));
        assertEquals(
                "host nas is held by often until 1970-01-01T00:00:42Z",
                plan.objection(seldom.id(), Instant.EPOCH).orElseThrow());
        int ran = 0;
        for (int slot = 0; slot < 50; slot++) {
            ran += plan.objection(seldom.id(), Instant.EPOCH.plusSeconds(slot * 420L))
                            .isEmpty()
                    ? 1
                    : 0;
        }
        assertTrue(ran >= 30 && ran < 50, "ran " + ran);
    }

    @Test
    void comesToTheSamePlanWhoeverMakesItInWhateverOrder() {
        var all = IntStream.range(0, 40)
                .mapToObj(i -> new ExclusiveSeries(
                        Ids.series("p" + i, "nas", "throughput", io.waddleperf.contracts.Family.IPV4),
                        "series " + i,
                        Set.of("probe p" + i, "host nas"),
                        3_600_000_000L,
                        HOLD_US))
                .toList();
        var one = SlotPlan.of(all);
        var other = SlotPlan.of(all.reversed());
        all.forEach(series -> assertEquals(one.phaseUs(series.id(), -1), other.phaseUs(series.id(), -2)));
    }

    @Test
    void isBoundedHoweverManyWantTheSameEnd() {
        var random = new Random(7);
        var all = IntStream.range(0, 2_000)
                .mapToObj(i -> new ExclusiveSeries(
                        random.nextLong() >>> 1,
                        "series " + i,
                        Set.of("probe p" + i, "host nas"),
                        (60 + i % 1_800) * 1_000_000L,
                        HOLD_US))
                .toList();
        var plan = SlotPlan.of(all);
        long refused = all.stream()
                .filter(one -> plan.objection(one.id(), START)
                        .filter("host nas has 512 exclusive series already"::equals)
                        .isPresent())
                .count();
        assertEquals(2_000 - 512, refused);
    }

    /// A single one keeps the phase that any series would have, and so they are spread.
    @Test
    void leavesASeriesThatMeetsNoOtherWhereItWas() {
        var item = items(plan(List.of("p1"), List.of(NAS), 600).planned(), "p1").getFirst();
        assertEquals(Ids.series("p1", "nas", "throughput", item.family()) % 600_000_000, item.phaseUs());
    }

    @Test
    void saysWhatHoldsTheEndOfASeriesThatHasNoRoom() {
        var probes = IntStream.range(0, 5).mapToObj(i -> "p" + i).toList();
        var planned = plan(probes, List.of(NAS), 120).planned();
        var commands = commandsOf(planned, Duration.ofMinutes(4));
        var objections = commands.stream()
                .flatMap(command -> planned.slots().objection(command).stream())
                .toList();
        assertEquals(4, commands.size() - objections.size(), "two of 42 s fit into 120 s, wherever they lie");
        objections.forEach(why -> assertTrue(
                why.matches("host 192.0.2.7 is held by throughput from p\\d to nas \\(schedule s\\) until [0-9T:-]+Z"),
                why));
    }

    @Test
    void saysThatAnIntervalIsTooShortForItsTest() {
        var planned = plan(List.of("p1"), List.of(NAS), 30).planned();
        var command = commandsOf(planned, Duration.ofMinutes(1)).getFirst();
        assertEquals(
                "it may take 42 s with all that belongs to it, and its interval is 30 s",
                planned.slots().objection(command).orElseThrow());
    }

    @Test
    void leavesOtherTestsAlone() {
        var ping = new Check("ping", PingSpec.DEFAULT, List.of());
        var schedule = new Schedule("s", true, List.of(), List.of("nas"), List.of(ping), 1_000_000, START, 1);
        var planned = new Plan(Map.of("s", schedule), Map.of("nas", NAS), probes(List.of("p1")), Map.of()).planned();
        var commands = commandsOf(planned, Duration.ofSeconds(5));
        assertTrue(
                commands.stream().allMatch(one -> planned.slots().objection(one).isEmpty()));
        assertEquals(START, commands.getFirst().dueAt(), "at once");
    }

    /// Others may hold its ends when its schedule is made: the first is in its phase.
    @Test
    void startsAnExclusiveSeriesInItsSlotAndWithin10Seconds() {
        var planned = plan(List.of("p1"), List.of(NAS), 600).planned();
        var commands = commandsOf(planned, Duration.ofMinutes(21));
        var item = items(planned, "p1").getFirst();
        commands.forEach(command -> {
            assertEquals(0, (micros(command.dueAt()) - item.phaseUs()) % item.intervalUs());
            assertEquals(command.dueAt().plusSeconds(10), command.expiresAt());
        });
        assertEquals(2, commands.size());
    }

    @Test
    void tellsForHowLongAnEndIsTaken() {
        var planned = plan(List.of("p1"), List.of(NAS), 600).planned();
        Instant slot = commandsOf(planned, Duration.ofMinutes(11)).getFirst().dueAt();
        var ends = Set.of("host 192.0.2.7");
        Instant until = slot.plus(Hold.of(ThroughputSpec.DEFAULT));
        var slots = planned.slots();
        assertEquals(
                until,
                slots.taken(ends, slot.minusSeconds(5), slot.plusSeconds(1))
                        .orElseThrow()
                        .until());
        assertEquals(
                until,
                slots.taken(ends, until.minusSeconds(1), until).orElseThrow().until());
        assertTrue(slots.taken(ends, slot.minusSeconds(5), slot).isEmpty());
        assertTrue(slots.taken(ends, until, until.plusSeconds(5)).isEmpty());
        assertTrue(slots.taken(Set.of("host 192.0.2.8"), slot, until).isEmpty());
    }

    /// All at half past three, and one after another.
    @Test
    void movesNightlyTestsWithinTheirSlip() {
        var planned = timed(10, "30 3 * * *", 600_000_000L);
        var commands = commandsOf(planned, Duration.ofHours(2));
        assertEquals(10, commands.size());
        assertApart(commands);
        Instant named = Instant.parse("2026-11-23T03:30:00Z");
        commands.forEach(one -> {
            assertTrue(planned.slots().objection(one).isEmpty(), one::toString);
            assertTrue(!one.dueAt().isBefore(named) && one.dueAt().isBefore(named.plusSeconds(600)), one::toString);
        });
        assertEquals(named, commands.getFirst().dueAt());
    }

    @Test
    void leavesOutWhatHasNoTimeWithinItsSlip() {
        var planned = timed(10, "30 3 * * *", 60_000_000L);
        var commands = commandsOf(planned, Duration.ofHours(2));
        var objections = commands.stream()
                .flatMap(command -> planned.slots().objection(command).stream())
                .toList();
        assertEquals(10 - 2, objections.size(), "42 s each, and two begin within a minute");
        assertTrue(
                objections.getFirst().startsWith("host 192.0.2.7 is held by throughput from p"), objections::toString);
    }

    @Test
    void keepsACronsTestsFromThoseOfIntervals() {
        var check = new Check("throughput", ThroughputSpec.DEFAULT, List.of());
        var hourly = new Timing(new Cron("7,37 * * * *", "Europe/Berlin"), List.of(), null, null);
        var schedules = Map.of(
                "often",
                new Schedule("often", true, List.of("p0"), List.of("nas"), List.of(check), 300_000_000, START, 1),
                "cron",
                new Schedule(
                        "cron",
                        true,
                        List.of("p1"),
                        List.of("nas"),
                        List.of(check),
                        1_000_000,
                        START,
                        1,
                        null,
                        hourly));
        var planned = new Plan(schedules, Map.of("nas", NAS), probes(List.of("p0", "p1")), Map.of()).planned();
        var commands = commandsOf(planned, Duration.ofHours(5));
        assertEquals(60 + 10, commands.size());
        assertApart(commands);
        commands.forEach(one -> assertTrue(planned.slots().objection(one).isEmpty(), one::toString));
    }

    @Test
    void givesTheHigherPriorityTheTimeThatTwoWant() {
        var check = new Check("throughput", ThroughputSpec.DEFAULT, List.of());
        var schedules = new HashMap<String, Schedule>();
        for (int priority = 1; priority <= 9; priority++) {
            var timing = new Timing(new Cron("30 3 * * *", "UTC"), List.of(), 1_000_000L, priority);
            schedules.put(
                    "s" + priority,
                    new Schedule(
                            "s" + priority,
                            true,
                            List.of("p" + priority),
                            List.of("nas"),
                            List.of(check),
                            1_000_000,
                            START,
                            1,
                            null,
                            timing));
        }
        var ids = IntStream.rangeClosed(1, 9).mapToObj(i -> "p" + i).toList();
        var planned = new Plan(schedules, Map.of("nas", NAS), probes(ids), Map.of()).planned();
        assertEquals(
                List.of("p9"),
                commandsOf(planned, Duration.ofHours(1)).stream()
                        .filter(one -> planned.slots().objection(one).isEmpty())
                        .map(Command::probe)
                        .toList());
    }

    private static Planned timed(int probes, String cron, long slipUs) {
        var check = new Check("throughput", ThroughputSpec.DEFAULT, List.of());
        var timing = new Timing(new Cron(cron, "UTC"), List.of(), slipUs, null);
        var schedule =
                new Schedule("s", true, List.of(), List.of("nas"), List.of(check), 1_000_000, START, 1, null, timing);
        var ids = IntStream.range(0, probes).mapToObj(i -> "p" + i).toList();
        return new Plan(Map.of("s", schedule), Map.of("nas", NAS), probes(ids), Map.of()).planned();
    }

    private static void assertApart(List<Command> commands) {
        var heldUntil = new HashMap<String, Instant>();
        for (Command command : commands) {
            for (String end : Ends.of(command.probe(), command.target())) {
                Instant before = heldUntil.getOrDefault(end, Instant.EPOCH);
                assertTrue(!command.dueAt().isBefore(before), () -> end + " at " + command.dueAt());
                heldUntil.put(end, command.dueAt().plus(Hold.of(command.spec())));
            }
        }
    }

    private static List<Command> commandsOf(Planned planned, Duration time) {
        var timetable = new Timetable();
        planned.assignments().values().forEach(one -> timetable.replan(one, START, Slots.Seen.AT_START, Instant.EPOCH));
        var all = new ArrayList<Command>();
        for (Instant now = START; !now.isAfter(START.plus(time)); now = now.plusSeconds(1)) {
            all.addAll(timetable.due(now, 1000));
        }
        all.sort(Comparator.comparing(Command::dueAt));
        return all;
    }

    private static List<Assignment.Item> items(Planned planned, String probe) {
        return planned.assignments()
                .getOrDefault(probe, new Assignment(probe, List.of(), START, 1, null, null))
                .items();
    }

    private static Plan plan(List<String> probes, List<Target> targets, int seconds) {
        var byId = new HashMap<String, Target>();
        targets.forEach(target -> byId.put(target.id(), target));
        var check = new Check("throughput", ThroughputSpec.DEFAULT, List.of());
        var ids = List.copyOf(new TreeSet<>(byId.keySet()));
        var schedule = new Schedule("s", true, List.of(), ids, List.of(check), seconds * 1_000_000L, START, 1);
        return new Plan(Map.of("s", schedule), byId, probes(probes), Map.of());
    }

    private static Map<String, Probe> probes(List<String> ids) {
        var probes = new HashMap<String, Probe>();
        ids.forEach(id -> probes.put(id, new Probe(id, "home", true, Map.of(), 1)));
        return probes;
    }

    private static Target target(String id, String address, Map<String, String> labels) {
        return new Target(id, address, true, labels, 1, null);
    }

    private static long micros(Instant time) {
        return java.time.temporal.ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
