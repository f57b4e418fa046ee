package io.waddleperf.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.testkit.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the configuration means for a probe.
class PlanTest {
    private static final Target WEB =
            new Target("web", "https://example.net/", false, Map.of("owner", "shop"), 1, List.of("gateway"));
    private static final Probe LOCAL = new Probe("local", "fra", true, Map.of("uplink", "dsl"), 1);
    private static final List<Bound> BUILT_IN = List.of(
            new Bound("certificateDays", 7),
            new Bound("connectUs", 1_000_000),
            new Bound("lookupUs", 1_000_000),
            new Bound("totalUs", 2_000_000),
            new Bound("recentLossRatio", 0.05),
            new Bound("rttMeanUs", 100_000),
            new Bound("unanswered", 0.5));

    @Test
    void tellsAProbeWhereItStandsAndWhatItTests() {
        var assignment = assignment(plan(List.of(schedule("s", 60, List.of())), List.of()));
        assertEquals("fra", assignment.site());
        assertEquals(Map.of("uplink", "dsl"), assignment.labels());
        assertEquals(
                List.of("ping", "tcp", "http", "dns", "traceroute"),
                assignment.items().stream().map(Assignment.Item::check).toList());
        assertEquals(List.of("gateway"), assignment.items().getFirst().target().dependsOnOrNone());
    }

    @Test
    void carriesTheBoundsOfTheBuiltInRulesWhereNobodyMadeAny() {
        var assignment = assignment(plan(List.of(schedule("s", 60, List.of())), List.of()));
        assignment.items().forEach(item -> assertEquals(BUILT_IN, item.bounds(), item.check()));
    }

    @Test
    void carriesTheBoundOfTheMostSpecificRule() {
        var rules = List.of(
                rule("everywhere", Map.of(), "rttMeanUs", 1, 50_000),
                rule("fra", Map.of("site", "fra"), "rttMeanUs", 1, 40_000),
                rule("fra-ping", Map.of("site", "fra", "check", "ping"), "rttMeanUs", 1, 30_000),
                rule("muc-ping", Map.of("site", "muc", "check", "ping"), "rttMeanUs", 1, 20_000));
        var assignment = assignment(plan(List.of(schedule("s", 60, List.of())), rules));
        assertEquals(30_000, bound(assignment, "ping", "rttMeanUs"));
        assertEquals(40_000, bound(assignment, "http", "rttMeanUs"));
        assertEquals(2_000_000, bound(assignment, "http", "totalUs"));
    }

    @Test
    void matchesTheLabelsOfProbeTargetAndSchedule() {
        var rules = List.of(
                rule("dsl", Map.of("probe.uplink", "dsl", "target.owner", "shop"), "totalUs", 1, 900_000),
                rule("schedule", Map.of("schedule", "s"), "lookupUs", 1, 800_000),
                rule("other", Map.of("schedule", "t"), "connectUs", 1, 700_000));
        var assignment = assignment(plan(List.of(schedule("s", 60, List.of())), rules));
        assertEquals(900_000, bound(assignment, "http", "totalUs"));
        assertEquals(800_000, bound(assignment, "dns", "lookupUs"));
        assertEquals(1_000_000, bound(assignment, "tcp", "connectUs"));
    }

    @Test
    void leavesOutRulesOfDeeperTiersAndWhatAnOperatorSwitchedOff() {
        var off = new Threshold(
                "off",
                false,
                Map.of("target", "web"),
                "rttMeanUs",
                1,
                1,
                null,
                2,
                3,
                3,
                Severity.WARNING,
                List.of(),
                1);
        var rules = List.of(off, rule("deep", Map.of(), "jitterUs", 2, 10));
        var assignment = assignment(plan(List.of(schedule("s", 60, List.of())), rules));
        assertNull(bound(assignment, "ping", "rttMeanUs"));
        assertNull(bound(assignment, "ping", "jitterUs"));
        assertEquals(0.05, bound(assignment, "ping", "recentLossRatio"));
    }

    @Test
    void carriesTheScheduleSPlanOfEscalation() {
        var careful = new EscalationPlan(2, true, 1_000_000, 60_000_000, 60_000_000, List.of(), List.of());
        var schedule =
                new Schedule("s", true, List.of(), List.of("web"), List.of(), 60_000_000, Samples.AT, 1, careful, null);
        assignment(plan(List.of(schedule), List.of()))
                .items()
                .forEach(item -> assertEquals(careful, item.escalationOrDefault()));
    }

    @Test
    void runsACheckAtItsOwnIntervalInItsOwnPhase() {
        var quick = new Check("quick", PingSpec.DEFAULT, List.of(), 2_000_000L);
        var slow = new Check("slow", PingSpec.DEFAULT, List.of(), 3_600_000_000L);
        var usual = new Check("usual", PingSpec.DEFAULT, List.of());
        var items = assignment(plan(List.of(schedule("s", 60, List.of(slow, usual, quick))), List.of()))
                .items();
        assertEquals(
                List.of(2_000_000L, 60_000_000L, 3_600_000_000L),
                items.stream().map(Assignment.Item::intervalUs).toList());
        assertTrue(items.getLast().phaseUs() > 60_000_000, "the phase " + items.getLast());
    }

    @Test
    void tracesTheWayEvery15MinutesInTheBackground() {
        var items = assignment(plan(List.of(schedule("s", 60, List.of())), List.of()))
                .items();
        assertEquals(900_000_000, items.getLast().intervalUs());
        assertEquals("traceroute", items.getLast().check());
        assertEquals(Samples.AT, items.getLast().firstAt());
    }

    @Test
    void letsTheShorterIntervalOfACheckServeTwoSchedules() {
        var hourly = new Check("page", HttpSpec.DEFAULT, List.of(), 3_600_000_000L);
        var usual = new Check("page", HttpSpec.DEFAULT, List.of());
        var both = List.of(schedule("fast", 5, List.of(hourly)), schedule("slow", 60, List.of(usual)));
        var items = assignment(plan(both, List.of())).items();
        assertEquals(
                List.of("slow"), items.stream().map(Assignment.Item::schedule).toList());
        assertEquals(60_000_000, items.getFirst().intervalUs());
    }

    private static @Nullable Double bound(Assignment assignment, String check, String metric) {
        return assignment.items().stream()
                .filter(item -> item.check().equals(check))
                .flatMap(item -> item.bounds().stream())
                .filter(bound -> bound.metric().equals(metric))
                .map(Bound::limit)
                .findFirst()
                .orElse(null);
    }

    private static Assignment assignment(Plan plan) {
        return plan.assignments().values().iterator().next();
    }

    private static Plan plan(List<Schedule> schedules, List<Threshold> rules) {
        var byId = new HashMap<String, Schedule>();
        schedules.forEach(schedule -> byId.put(schedule.id(), schedule));
        var thresholds = new HashMap<String, Threshold>();
        rules.forEach(rule -> thresholds.put(rule.id(), rule));
        return new Plan(byId, Map.of("web", WEB), Map.of("local", LOCAL), thresholds);
    }

    private static Schedule schedule(String id, int seconds, List<Check> checks) {
        return new Schedule(id, true, List.of(), List.of("web"), checks, seconds * 1_000_000L, Samples.AT, 1);
    }

    private static Threshold rule(String id, Map<String, String> match, String metric, int tier, double enter) {
        return new Threshold(id, true, match, metric, tier, enter, null, 2, 3, 3, Severity.WARNING, List.of(), 1);
    }
}
