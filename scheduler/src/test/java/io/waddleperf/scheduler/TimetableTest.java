package io.waddleperf.scheduler;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Timing;
import io.waddleperf.contracts.Window;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final Instant START = Samples.AT;
    private static final Target WEB = new Target("web", "https://example.net/", false, Map.of(), 1, null);
    private static final Probe LOCAL = new Probe("local", "home", true, Map.of(), 1);
    private static final List<Check> CHEAP = Stream.of(
                    io.waddleperf.contracts.Test.PING,
                    io.waddleperf.contracts.Test.TCP,
                    io.waddleperf.contracts.Test.HTTP,
                    io.waddleperf.contracts.Test.DNS)
            .map(Check::defaultOf)
            .toList();
    private final Timetable timetable = new Timetable();

    @Test
    void runsANewScheduleAtOnceAndThenEveryIntervalInOnePhase() {
        replan(plan(schedule("default", 30)), START);
        var slots = runFor(Duration.ofMinutes(5)).stream()
                .filter(command -> command.check().equals("ping"))
                .map(Command::dueAt)
                .toList();
        assertEquals(START, slots.getFirst());
        assertEquals(11, slots.size());
        for (int i = 2; i < slots.size(); i++) {
            assertEquals(Duration.ofSeconds(30), Duration.between(slots.get(i - 1), slots.get(i)));
        }
        assertTrue(Duration.between(START, slots.get(1)).compareTo(Duration.ofSeconds(30)) <= 0);
    }

    @Test
    void runsByACronWithoutAFirstRunAtOnce() {
        replan(plan(timed(new Timing(new Cron("50 * * * *", "UTC"), List.of(), null, null))), START);
        var slots = runFor(Duration.ofHours(2)).stream()
                .filter(command -> command.check().equals("ping"))
                .map(Command::dueAt)
                .toList();
        assertEquals(2, slots.size());
        Instant minute = Instant.parse("2026-11-23T02:50:00Z");
        assertTrue(
                !slots.getFirst().isBefore(minute) && slots.getFirst().isBefore(minute.plusSeconds(60)),
                slots::toString);
        assertEquals(slots.getFirst().plus(Duration.ofHours(1)), slots.getLast());
    }

    @Test
    void runsOnlyInItsWindows() {
        var window = new Window(List.of(), "03:00", "03:10", "UTC");
        replan(plan(timed(new Timing(null, List.of(window), null, null))), START);
        var commands = runFor(Duration.ofHours(1));
        assertEquals(4 * 20, commands.size(), "each check every 30 s");
        commands.forEach(
                command -> assertTrue(command.dueAt().toString().startsWith("2026-11-23T03:0"), command::toString));
    }

    @Test
    void isGoodForItsSlip() {
        replan(plan(timed(new Timing(null, List.of(), 20_000_000L, null))), START);
        timetable
                .due(START, 100)
                .forEach(command -> assertEquals(command.dueAt().plusSeconds(20), command.expiresAt()));
    }

    private static Schedule timed(Timing timing) {
        return new Schedule("default", true, List.of(), List.of("web"), CHEAP, 30_000_000, START, 1, null, timing);
    }

    @Test
    void choosesTheChecksThatFitTheTarget() {
        replan(plan(schedule("default", 30, List.of())), START);
        var checks = timetable.due(START, 100).stream().map(Command::check).toList();
        assertEquals(
                List.of("dns", "http", "ping", "tcp", "traceroute"),
                checks.stream().sorted().toList());
    }

    @Test
    void tracesTheWayAtOnceAndThenEvery15Minutes() {
        replan(plan(schedule("default", 30, List.of())), START);
        var slots = runFor(Duration.ofHours(1)).stream()
                .filter(command -> command.check().equals("traceroute"))
                .map(Command::dueAt)
                .toList();
        assertEquals(START, slots.getFirst());
        assertEquals(5, slots.size());
        assertEquals(Duration.ofMinutes(15), Duration.between(slots.get(1), slots.get(2)));
    }

    @Test
    void runsACheckAtItsOwnIntervalAndNoLaterThanItsNextSlot() {
        var quick = new Check("quick", PingSpec.DEFAULT, List.of(), 2_000_000L);
        var usual = new Check("usual", PingSpec.DEFAULT, List.of());
        replan(plan(schedule("default", 60, List.of(quick, usual))), START);
        var commands = runFor(Duration.ofMinutes(1));
        var ofQuick = commands.stream()
                .filter(command -> command.check().equals("quick"))
                .toList();
        assertTrue(ofQuick.size() >= 30 && ofQuick.size() <= 32, "commands " + ofQuick.size());
        assertEquals(ofQuick.getLast().dueAt().plusSeconds(2), ofQuick.getLast().expiresAt());
        assertEquals(2, commands.size() - ofQuick.size());
    }

    @Test
    void keepsTheSlotsWhenOnlyTheBoundsChange() {
        replan(plan(schedule("default", 30)), START);
        runFor(Duration.ofSeconds(45));
        var rule = new Threshold("r", true, Map.of(), "rttMeanUs", 1, 5, null, 2, 3, 3, Severity.WARNING, List.of(), 1);
        var ruled = new Plan(
                Map.of("default", schedule("default", 30)),
                Map.of("web", WEB),
                Map.of("local", LOCAL),
                Map.of("r", rule));
        replan(ruled, START.plusSeconds(45));
        assertEquals(List.of(), timetable.due(START.plusSeconds(45), 100));
        assertEquals(4, timetable.due(START.plusSeconds(90), 4).size());
    }

    @Test
    void keepsTheFirstSlotOfAScheduleWhoseTargetIsToldLater() {
        var early = new Plan(Map.of("default", schedule("default", 30)), Map.of(), Map.of("local", LOCAL), Map.of());
        replan(early, START);
        assertEquals(0, timetable.due(START.plusSeconds(1), 100).size());
        replan(plan(schedule("default", 30)), START.plusSeconds(1));
        assertEquals(START, timetable.due(START.plusSeconds(1), 100).getFirst().dueAt());
    }

    /// A restarted scheduler orders what is still good again, under the same ids, and nothing older.
    @Test
    void repeatsAfterARestartOnlyWhatIsStillGood() {
        replan(plan(schedule("default", 10)), START);
        var before = runFor(Duration.ofMinutes(10));
        var again = new Timetable();
        replan(again, plan(schedule("default", 10)), START.plus(Duration.ofMinutes(10)), Slots.Seen.AT_START);
        var repeated = again.due(START.plus(Duration.ofMinutes(10)), 1000);
        assertEquals(4, repeated.size());
        assertTrue(new HashSet<>(before).containsAll(repeated));
        repeated.forEach(c -> assertTrue(c.expiresAt().isAfter(START.plus(Duration.ofMinutes(10)))));
    }

    @Test
    void goesOnWhereAnotherHadCome() {
        replan(plan(schedule("default", 10)), START);
        runFor(Duration.ofMinutes(10));
        var now = START.plus(Duration.ofMinutes(10));
        var next = new Timetable();
        var assignment = plan(schedule("default", 10)).assignments().get("local");
        next.replan(requireNonNull(assignment), now, Slots.Seen.AT_START, now);
        assertEquals(List.of(), next.due(now, 1000));
        assertEquals(timetable.due(now.plusSeconds(10), 1000), next.due(now.plusSeconds(10), 1000));
    }

    @Test
    void passesOverWhatTheMachineSleptThrough() {
        replan(plan(schedule("default", 1)), START);
        runFor(Duration.ofSeconds(10));
        var after = timetable.due(START.plus(Duration.ofHours(8)), 100_000);
        assertEquals(4, after.size());
        assertTrue(timetable.missed() > 4 * 28_000, "missed " + timetable.missed());
    }

    @Test
    void runsATargetThatJoinsAnOldScheduleAtOnce() {
        replan(plan(schedule("default", 3600)), START);
        runFor(Duration.ofMinutes(5));
        var now = START.plus(Duration.ofMinutes(10));
        var more = Map.of("web", WEB, "new", new Target("new", "192.0.2.7", false, Map.of(), 1, null));
        var wider = new Schedule("default", true, List.of(), List.of("web", "new"), CHEAP, 3_600_000_000L, START, 2);
        replan(new Plan(Map.of("default", wider), more, Map.of("local", LOCAL), Map.of()), now);
        var due = timetable.due(now, 100);
        assertEquals(
                List.of("new"),
                due.stream().map(c -> c.target().id()).distinct().toList());
        assertEquals(CHEAP.size(), due.size());
    }

    @Test
    void keepsThePhaseWhenAScheduleIsMadeAnew() {
        replan(plan(schedule("default", 30)), START);
        runFor(Duration.ofMinutes(5));
        var anew =
                new Schedule("default", true, List.of(), List.of("web"), CHEAP, 30_000_000L, START.plusSeconds(300), 2);
        replan(plan(anew), START.plusSeconds(300));
        assertEquals(List.of(), timetable.due(START.plusSeconds(300), 100));
    }

    @Test
    void leavesOtherSeriesAloneWhenOneChanges() {
        replan(plan(schedule("default", 30)), START);
        runFor(Duration.ofSeconds(45));
        var more = Map.of("default", schedule("default", 30), "b", schedule("b", 5));
        replan(new Plan(more, Map.of("web", WEB), Map.of("local", LOCAL), Map.of()), START.plusSeconds(45));
        var due = timetable.due(START.plusSeconds(50), 100);
        assertTrue(due.stream().allMatch(c -> c.dueAt().isAfter(START.plusSeconds(39))), due.toString());
    }

    @Test
    void testsASeriesOfTwoSchedulesOnceAtTheShorterInterval() {
        var both = Map.of("slow", schedule("slow", 60), "fast", schedule("fast", 5));
        var items = new Plan(both, Map.of("web", WEB), Map.of("local", LOCAL), Map.of())
                .assignments()
                .values()
                .iterator()
                .next()
                .items();
        assertEquals(4, items.size());
        assertTrue(items.stream().allMatch(item -> item.schedule().equals("fast")));
    }

    @Test
    void skipsDisabledProbesAndSchedules() {
        var off = new Probe("local", "home", false, Map.of(), 2);
        var plan = new Plan(
                Map.of("default", schedule("default", 30)), Map.of("web", WEB), Map.of("local", off), Map.of());
        assertTrue(plan.assignments().isEmpty());
    }

    @Test
    void spreadsTheSlotsOfManyProbesOverTheInterval() {
        var probes = new java.util.HashMap<String, Probe>();
        for (int i = 0; i < 400; i++) {
            probes.put("p" + i, new Probe("p" + i, "home", true, Map.of(), 1));
        }
        var plan = new Plan(Map.of("default", schedule("default", 60)), Map.of("web", WEB), probes, Map.of());
        var counts = new int[4];
        plan.assignments().values().stream()
                .flatMap(assignment -> assignment.items().stream())
                .forEach(item -> counts[(int) (item.phaseUs() / 15_000_000)]++);
        for (int count : counts) {
            assertTrue(count > 300 && count < 500, java.util.Arrays.toString(counts));
        }
    }

    /// Of a probe that it has had, or that was configured while it ran.
    private void replan(Plan plan, Instant now) {
        replan(timetable, plan, now, Slots.Seen.SINCE_START);
    }

    private static void replan(Timetable timetable, Plan plan, Instant now, Slots.Seen seen) {
        plan.assignments().values().forEach(assignment -> timetable.replan(assignment, now, seen, Instant.EPOCH));
    }

    private List<Command> runFor(Duration time) {
        var all = new ArrayList<Command>();
        for (Instant now = START; !now.isAfter(START.plus(time)); now = now.plusMillis(500)) {
            all.addAll(timetable.due(now, 1000));
        }
        return all;
    }

    private static Plan plan(Schedule schedule) {
        return new Plan(Map.of(schedule.id(), schedule), Map.of("web", WEB), Map.of("local", LOCAL), Map.of());
    }

    private static Schedule schedule(String id, int seconds) {
        return schedule(id, seconds, CHEAP);
    }

    private static Schedule schedule(String id, int seconds, List<Check> checks) {
        return new Schedule(id, true, List.of(), List.of("web"), checks, seconds * 1_000_000L, START, 1);
    }
}
