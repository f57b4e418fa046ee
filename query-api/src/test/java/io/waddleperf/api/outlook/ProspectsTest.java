package io.waddleperf.api.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.api.outlook.Known.Ended;
import io.waddleperf.api.outlook.Known.Lost;
import io.waddleperf.api.outlook.Known.Tested;
import io.waddleperf.api.outlook.Outlook.Item;
import io.waddleperf.api.outlook.Outlook.State;
import io.waddleperf.api.outlook.Reason.Code;
import io.waddleperf.api.probes.ProbeState.Presence;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Timing;
import io.waddleperf.contracts.Window;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When a series is due, and what is in its way. It is Monday, 2:42.
class ProspectsTest {
    private static final Instant NOW = Samples.AT;
    private static final Target WEB = new Target("web", "192.0.2.7", false, Map.of(), 1, null);
    private static final Probe FRA = new Probe("fra-1", "fra", true, Map.of(), 1);
    private static final Check PING = Check.defaultOf(io.waddleperf.contracts.Test.PING);
    private static final Known WELL = known(Presence.UP, Set.of(), Map.of(), Map.of());

    @Test
    void namesTheNextSlotOfWhatRuns() {
        var series = series(schedule("s", 60, null), FRA, PING);
        Item item = prospects(WELL, series).of(series);
        assertEquals(State.DUE, item.state());
        assertEquals(List.of(), item.reasons());
        assertTrue(Duration.between(NOW, item.nextSlot()).compareTo(Duration.ofMinutes(1)) <= 0);
    }

    @Test
    void saysThatAScheduleOrAProbeIsDisabled() {
        var schedule = new Schedule("s", false, List.of(), List.of("web"), List.of(), 60_000_000, NOW, 1);
        assertEquals(List.of(Code.SCHEDULE_DISABLED), codes(WELL, series(schedule, FRA, PING), State.NOT_DUE));
        var off = new Probe("fra-1", "fra", false, Map.of(), 1);
        assertEquals(
                List.of(Code.PROBE_DISABLED), codes(WELL, series(schedule("s", 60, null), off, PING), State.NOT_DUE));
        assertEquals(
                List.of(Code.PROBE_REVOKED),
                codes(
                        known(Presence.SILENT, Set.of("fra-1"), Map.of(), Map.of()),
                        series(schedule("s", 60, null), FRA, PING),
                        State.NOT_DUE));
    }

    @Test
    void saysThatAnotherScheduleHasTheSeries() {
        var slow = series(schedule("slow", 60, null), FRA, PING);
        var quick = series(schedule("quick", 10, null), FRA, PING);
        Item item = prospects(WELL, quick).of(slow);
        assertEquals(List.of(Code.OTHER_SCHEDULE), codes(item));
        assertEquals(
                "schedule quick has the same series every 10 s, and its tests serve both",
                item.reasons().getFirst().detail());
        assertNull(item.nextSlot());
    }

    @Test
    void saysThatACheckDoesNotFitTheTarget() {
        var http = Check.defaultOf(io.waddleperf.contracts.Test.HTTP);
        assertEquals(
                List.of(Code.DOES_NOT_FIT), codes(WELL, series(schedule("s", 60, null), FRA, http), State.NOT_DUE));
    }

    @Test
    void saysThatAProbeIsNotHeardOf() {
        var series = series(schedule("s", 60, null), FRA, PING);
        assertEquals(
                List.of(Code.PROBE_SILENT),
                codes(known(Presence.SILENT, Set.of(), Map.of(), Map.of()), series, State.HELD_UP));
        assertEquals(
                List.of(Code.PROBE_NEVER_SEEN),
                codes(known(Presence.NEVER_SEEN, Set.of(), Map.of(), Map.of()), series, State.HELD_UP));
    }

    @Test
    void saysWhatTheProbeAnsweredLast() {
        var series = series(schedule("s", 60, null), FRA, PING);
        var refused = new Ended(NOW.minusSeconds(60), new Outcome.Refused("target not allowed"));
        Item item = prospects(known(Presence.UP, Set.of(), Map.of(series.id(), refused), Map.of()), series)
                .of(series);
        assertEquals(List.of(Code.REFUSED), codes(item));
        assertEquals(
                "the probe refused it at 2026-11-23T02:41:00Z: target not allowed",
                item.reasons().getFirst().detail());
        var unsupported = new Ended(NOW.minusSeconds(60), new Outcome.Unsupported("no IPv6"));
        assertEquals(
                List.of(Code.UNSUPPORTED),
                codes(known(Presence.UP, Set.of(), Map.of(series.id(), unsupported), Map.of()), series, State.HELD_UP));
    }

    @Test
    void saysWhatTookItsSlot() {
        var throughput = Check.defaultOf(io.waddleperf.contracts.Test.THROUGHPUT);
        var series = series(schedule("s", 600, null), FRA, throughput);
        var lost = new Lost(NOW.minusSeconds(100), "no slot: host 192.0.2.7 is held by another until 3:00");
        var tested = new Tested("fra-1", "web", "throughput");
        Item item = prospects(known(Presence.UP, Set.of(), Map.of(), Map.of(tested, lost)), series)
                .of(series);
        assertEquals(List.of(Code.WITHHELD), codes(item));
        assertEquals(
                "its slot at 2026-11-23T02:40:20Z was not given: host 192.0.2.7 is held by another until 3:00",
                item.reasons().getFirst().detail());
        assertEquals(NOW.plusSeconds(500), item.nextSlot(), "in the phase that its slots had");
        var later = new Ended(NOW.minusSeconds(50), new Outcome.Measured());
        assertEquals(
                List.of(),
                codes(
                        known(Presence.UP, Set.of(), Map.of(series.id(), later), Map.of(tested, lost)),
                        series,
                        State.DUE));
    }

    @Test
    void saysNothingOfTheTimeThatOnlyTheSchedulerKnows() {
        var throughput = Check.defaultOf(io.waddleperf.contracts.Test.THROUGHPUT);
        var series = series(schedule("s", 600, null), FRA, throughput);
        assertNull(prospects(WELL, series).of(series).nextSlot());
    }

    @Test
    void findsTheTimeToWhichAnExclusiveTestWasMoved() {
        var throughput = Check.defaultOf(io.waddleperf.contracts.Test.THROUGHPUT);
        var nightly = new Timing(new Cron("30 3 * * *", "UTC"), List.of(), null, null);
        var series = series(schedule("s", 60, nightly), FRA, throughput);
        var ended = new Ended(Instant.parse("2026-11-22T03:31:24Z"), new Outcome.Measured());
        Item item = prospects(known(Presence.UP, Set.of(), Map.of(series.id(), ended), Map.of()), series)
                .of(series);
        assertEquals(Instant.parse("2026-11-23T03:31:24Z"), item.nextSlot());
    }

    @Test
    void saysUntilWhenWindowsAreClosed() {
        var window = new Window(List.of("tue"), "08:00", "18:00", "UTC");
        var series = series(schedule("s", 60, new Timing(null, List.of(window), null, null)), FRA, PING);
        Item item = prospects(WELL, series).of(series);
        assertEquals(State.DUE, item.state());
        assertEquals(List.of(Code.OUTSIDE_WINDOW), codes(item));
        assertTrue(String.valueOf(item.nextSlot()).startsWith("2026-11-24T08:00:"), item::toString);
    }

    private static List<Code> codes(Known known, PlannedSeries series, State state) {
        Item item = prospects(known, series).of(series);
        assertEquals(state, item.state());
        return codes(item);
    }

    private static List<Code> codes(Item item) {
        return item.reasons().stream().map(Reason::code).toList();
    }

    private static Prospects prospects(Known known, PlannedSeries... inForce) {
        var byKey = List.of(inForce).stream().collect(Collectors.toMap(PlannedSeries::key, Function.identity()));
        return new Prospects(known, byKey, NOW);
    }

    private static Known known(
            Presence presence, Set<String> revoked, Map<Long, Ended> newest, Map<Tested, Lost> missed) {
        return new Known(Map.of("fra-1", presence), revoked, newest, missed);
    }

    private static PlannedSeries series(Schedule schedule, Probe probe, Check check) {
        return new PlannedSeries(probe, schedule, WEB, check, io.waddleperf.contracts.Family.IPV4);
    }

    private static Schedule schedule(String id, int seconds, @Nullable Timing timing) {
        return new Schedule(
                id, true, List.of(), List.of("web"), List.of(PING), seconds * 1_000_000L, NOW, 1, null, timing);
    }
}
