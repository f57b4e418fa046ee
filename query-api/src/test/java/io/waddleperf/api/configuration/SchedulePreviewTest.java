package io.waddleperf.api.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Check;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchedulePreviewTest {
    private static final List<Target> TARGETS = List.of(
            new Target("a", "192.0.2.1", false, Map.of(), 1, null),
            new Target("b", "192.0.2.2", false, Map.of(), 1, null));
    private static final List<Probe> PROBES = List.of(
            new Probe("one", "fra", true, Map.of(), 1),
            new Probe("two", "ber", true, Map.of(), 1),
            new Probe("off", "ber", false, Map.of(), 1));
    private static final Instant NOW = Samples.AT;

    private static Schedule schedule(String id, List<String> probes, long intervalUs, @Nullable Timing timing) {
        var ping = Check.defaultOf(io.waddleperf.contracts.Test.PING);
        return new Schedule(
                id, true, probes, List.of("a", "b"), List.of(ping), intervalUs, Instant.EPOCH, 1, null, timing);
    }

    @Test
    void foretellsTheLoadOfEachProbeAndTheNextRuns() {
        var draft = schedule("new", List.of(), 20_000_000, null);
        var stored = List.of(
                schedule("new", List.of(), 1_000_000, null), schedule("other", List.of("one"), 10_000_000, null));
        var preview = SchedulePreview.of(draft, stored, TARGETS, PROBES, NOW);
        assertEquals(4, preview.series());
        // probe one has the same two series from `other`, every 10 s: the shorter interval serves both
        assertEquals(
                List.of(new SchedulePreview.Load("one", 2, 6, 12), new SchedulePreview.Load("two", 2, 6, 6)),
                preview.load());
        assertEquals(20, preview.next().size());
        Instant last = NOW;
        for (var run : preview.next()) {
            assertTrue(!run.at().isBefore(last), preview.next()::toString);
            last = run.at();
        }
        assertTrue(Duration.between(NOW, last).compareTo(Duration.ofSeconds(100)) <= 0, last::toString);
        assertEquals(
                4,
                preview.next().stream()
                        .map(run -> run.probe() + run.target())
                        .distinct()
                        .count());
    }

    @Test
    void refusesWhatIsMoreThanItCanLookAt() {
        var probes = IntStream.range(0, 50_001)
                .mapToObj(i -> new Probe("p" + i, "fra", true, Map.of(), 1))
                .toList();
        var draft = schedule("new", List.of(), 60_000_000, null);
        var refused =
                assertThrows(ProblemException.class, () -> SchedulePreview.of(draft, List.of(), TARGETS, probes, NOW));
        assertEquals(ProblemKind.BAD_REQUEST, refused.kind());
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith("50001 probes with 2 checks of 2 targets are more than the 100000 tests"),
                refused::getMessage);
        var narrowed = schedule("new", List.of("p7"), 60_000_000, null);
        assertEquals(
                2, SchedulePreview.of(narrowed, List.of(), TARGETS, probes, NOW).series());
    }

    /// Of more series than there are places the first to be due are shown, in their order.
    @Test
    void showsTheEarliestOfManySeries() {
        var probes = IntStream.range(0, 100)
                .mapToObj(i -> new Probe("p" + i, "fra", true, Map.of(), 1))
                .toList();
        var draft = schedule("new", List.of(), 60_000_000, null);
        var expected = PlannedSeries.askedFor(draft, TARGETS, probes).stream()
                .map(series -> series.cadence().slotAfter(NOW))
                .sorted()
                .limit(20)
                .toList();
        var shown = SchedulePreview.of(draft, List.of(), TARGETS, probes, NOW).next().stream()
                .map(SchedulePreview.Run::at)
                .toList();
        assertEquals(expected, shown);
    }

    @Test
    void runsOnlyWhileWindowsAreOpen() {
        var monday = new Window(List.of("mon"), "08:00", "09:00", "UTC");
        var draft = schedule("new", List.of("one"), 60_000_000, new Timing(null, List.of(monday), null, null));
        var preview = SchedulePreview.of(draft, List.of(), TARGETS, PROBES, NOW);
        assertEquals(20, preview.next().size());
        for (var run : preview.next()) {
            assertEquals("T08:", run.at().toString().substring(10, 14));
        }
    }
}
