package io.waddleperf.api.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.paths.Expectations.Configuration;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RankingTest {
    private static final Instant NOW = Samples.AT;
    private static final long MINUTE_US = 60_000_000;
    private static final io.waddleperf.contracts.Test PING = io.waddleperf.contracts.Test.PING;
    private static final Target WEB = new Target("web", "https://example.net/", false, Map.of("team", "shop"), 1, null);
    private static final Expectations NOTHING =
            new Expectations(new Configuration(List.of(), List.of(), List.of(WEB), List.of()));

    private static Latest ping(String target, double rttUs) {
        var metrics = Metrics.builder().put(Metric.RTT_MEAN_US, rttUs).build();
        return latest(result(target, PING, new Outcome.Measured(), metrics), true);
    }

    private static Latest http(String target, Outcome outcome, boolean measuredOnce) {
        return latest(result(target, io.waddleperf.contracts.Test.HTTP, outcome, Metrics.NONE), measuredOnce);
    }

    private static Result result(String target, io.waddleperf.contracts.Test test, Outcome outcome, Metrics metrics) {
        return Samples.result("local", target, test, NOW.minusSeconds(1), outcome, metrics);
    }

    private static Latest latest(Result result, boolean measuredOnce) {
        return new Latest(result, measuredOnce, WireCodec.text(result));
    }

    private static List<PathView> rank(Latest... newest) {
        return rank(NOTHING, NOW, newest);
    }

    private static List<PathView> rank(Expectations expectations, Instant now, Latest... newest) {
        var ranking = new Ranking(expectations, _ -> true, now);
        return ranking.rank(ranking.shown(List.of(newest)), Map.of()).stream()
                .map(JudgedPath::view)
                .toList();
    }

    /// Of one probe, that tests one target by ping, each minute.
    private static Expectations scheduled(Threshold... rules) {
        return new Expectations(new Configuration(
                List.of(rules),
                List.of(schedule("all", true, List.of(Check.defaultOf(PING)), MINUTE_US)),
                List.of(WEB),
                List.of(new Probe("local", "home", true, Map.of(), 1))));
    }

    private static List<String> states(List<PathView> paths) {
        return paths.stream()
                .map(path -> path.target() + " " + path.state().wireName())
                .toList();
    }

    @Test
    void putsTheWorstFirst() {
        var paths = rank(
                ping("good-b", 50),
                ping("good-a", 50),
                ping("slow", 150_000),
                ping("slower", 300_000),
                ping("half-down", 50),
                http("half-down", new Outcome.Failed(Failure.STATUS, "503"), false),
                http("never-up", new Outcome.TimedOut(1), false),
                http("odd", new Outcome.Refused("not allowed"), false));
        assertEquals(
                List.of(
                        "half-down failing",
                        "slower breaching",
                        "slow breaching",
                        "never-up unproven",
                        "odd unproven",
                        "good-a healthy",
                        "good-b healthy"),
                states(paths));
        assertEquals("http: 503", paths.getFirst().reason());
        assertEquals("", paths.getLast().reason());
        assertEquals("http: refused: not allowed", paths.get(4).reason());
    }

    @Test
    void aRefusedCheckDoesNotSpeakForItsPath() {
        var path = rank(ping("web", 50), http("web", new Outcome.Refused("overload"), true))
                .getFirst();
        assertEquals(PathState.HEALTHY, path.state());
        assertEquals("https://example.net/", path.address());
        assertEquals(PathState.UNPROVEN, path.checks().getFirst().state());
        assertEquals(
                new CheckView.Headline("rttMeanUs", 50), path.checks().getLast().headline());
    }

    @Test
    void showsWhatIsScheduledBeforeItsFirstResult() {
        var paths = rank(scheduled(), NOW);
        assertEquals(List.of("web unproven"), states(paths));
        assertEquals("ping: no result yet", paths.getFirst().reason());
        assertNull(paths.getFirst().updatedAt());
        assertEquals(MINUTE_US, paths.getFirst().checks().getFirst().intervalUs());
    }

    @Test
    void forgetsAnUnscheduledPathAfterAnHour() {
        var old = ping("web", 50);
        Instant later = NOW.plus(Duration.ofHours(1));
        assertEquals(List.of(), rank(NOTHING, later, old));
        assertEquals(List.of("web stale"), states(rank(scheduled(), later, old)));
    }

    @Test
    void whatWasRunOnceDoesNotSpeakForAPathThatIsScheduled() {
        var once = http("web", new Outcome.TimedOut(1), false);
        var path = rank(scheduled(), NOW, ping("web", 50), once).getFirst();
        assertEquals(PathState.HEALTHY, path.state());
        assertEquals(PathState.FAILING, path.checks().getFirst().state(), "of itself it tells what it found");
        var before = rank(scheduled(), NOW, http("web", new Outcome.Measured(), true));
        assertEquals(PathState.HEALTHY, before.getFirst().state(), "nothing scheduled has come yet");
        assertEquals(
                PathState.FAILING,
                rank(NOTHING, NOW, ping("web", 50), once).getFirst().state());
    }

    @Test
    void judgesEachSeriesByTheRulesThatMatchIt() {
        var strict = rule("strict", Map.of("target", "web", "schedule", "all"), 10);
        var paths = rank(scheduled(strict), NOW, ping("web", 50), ping("other", 50));
        assertEquals(List.of("web breaching", "other healthy"), states(paths));
        assertEquals("ping: rttMeanUs 50 > 10 (rule strict)", paths.getFirst().reason());
        var unscheduled = new Expectations(new Configuration(
                List.of(
                        rule("of-team", Map.of("target.team", "shop", "test", "ping"), 20),
                        rule("of-site", Map.of("site", "home"), 1_000)),
                List.of(),
                List.of(WEB),
                List.of(new Probe("local", "home", true, Map.of(), 1))));
        paths = rank(unscheduled, NOW, ping("web", 50), ping("other", 150_000));
        assertEquals(
                List.of("ping: rttMeanUs 150000 > 1000 (rule of-site)", "ping: rttMeanUs 50 > 20 (rule of-team)"),
                paths.stream().map(PathView::reason).toList());
    }

    private static Threshold rule(String id, Map<String, String> match, double enterUs) {
        return new Threshold(id, true, match, "rttMeanUs", 1, enterUs, null, 2, 3, 3, Severity.WARNING, List.of(), 1);
    }

    @Test
    void holdsForAsLongAsTheConfigurationIsTheSame() {
        var configuration = new Configuration(List.of(rule("a", Map.of(), 10)), List.of(), List.of(WEB), List.of());
        var same = new Configuration(List.of(rule("a", Map.of(), 10)), List.of(), List.of(WEB), List.of());
        var other = new Configuration(List.of(rule("a", Map.of(), 11)), List.of(), List.of(WEB), List.of());
        assertTrue(new Expectations(configuration).follow(same));
        assertFalse(new Expectations(configuration).follow(other));
    }

    private static PathPage page(List<PathView> paths, PathFilter filter) {
        var byName = paths.stream()
                .collect(Collectors.toMap(path -> new PathName(path.probe(), path.target()), Function.identity()));
        var ranks = paths.stream()
                .map(path -> new PathView.Rank(path.state(), path.load(), path.probe(), path.target()))
                .toList();
        return PathPage.of(
                ranks, filter, names -> names.stream().map(byName::get).toList());
    }

    @Test
    void pagesHaveNoSeamsAlsoWherePathsAreEqual() {
        var paths = rank(ping("a", 50), ping("b", 50), ping("c", 50), ping("d", 150_000), ping("e", 50));
        var seen = new ArrayList<String>();
        PathView.Rank after = null;
        do {
            var page = page(paths, new PathFilter(null, null, null, 2, after));
            page.items().forEach(path -> seen.add(path.target()));
            assertEquals(5, page.summary().total());
            after = page.next() == null ? null : PathView.Rank.CURSOR.read(page.next());
        } while (after != null);
        assertEquals(List.of("d", "a", "b", "c", "e"), seen);
    }

    @Test
    void aPageLeavesOutWhatIsNoLongerAsWasAskedFor() {
        var ranks = rank(ping("a", 150_000), ping("b", 140_000), ping("c", 50)).stream()
                .map(path -> new PathView.Rank(path.state(), path.load(), path.probe(), path.target()))
                .toList();
        var page = PathPage.of(ranks, new PathFilter(null, null, PathState.BREACHING, 1, null), names -> {
            assertEquals(List.of(new PathName("local", "a")), names);
            return rank(ping("a", 50));
        });
        assertEquals(List.of(), page.items());
        assertEquals(ranks.getFirst(), PathView.Rank.CURSOR.read(Objects.requireNonNull(page.next())));
        assertEquals(2, page.summary().breaching());
    }

    @Test
    void expectsTheShortestIntervalOfEachSeries() {
        var targets = List.of(WEB);
        var probes = List.of(new Probe("a", "x", true, Map.of(), 1), new Probe("b", "x", false, Map.of(), 1));
        var ping = Check.defaultOf(PING);
        var schedules = List.of(
                schedule("all", true, List.of(), 2 * MINUTE_US),
                schedule("ping", true, List.of(ping), MINUTE_US),
                schedule("off", false, List.of(ping), 1_000_000));
        var expectations = new Expectations(new Configuration(List.of(), schedules, targets, probes));
        var scheduled = expectations.scheduled().keySet();
        assertEquals(5, scheduled.size(), () -> "ping, dns, tcp, http and traceroute of probe a: " + scheduled);
        assertEquals(
                inItsPhase(MINUTE_US, "ping"),
                expectations
                        .of(new SeriesName("a", "web", "ping", PING, Family.IPV4))
                        .cadence());
        assertEquals(
                inItsPhase(15 * MINUTE_US, "traceroute"),
                expectations
                        .of(new SeriesName(
                                "a", "web", "traceroute", io.waddleperf.contracts.Test.TRACEROUTE, Family.IPV4))
                        .cadence(),
                "a check of its own interval is not stale before");
    }

    private static Cadence inItsPhase(long intervalUs, String check) {
        return new Cadence(intervalUs, Math.floorMod(Ids.series("a", "web", check, Family.IPV4), intervalUs), null);
    }

    private static Schedule schedule(String id, boolean enabled, List<Check> checks, long intervalUs) {
        return new Schedule(id, enabled, List.of(), List.of("web", "gone"), checks, intervalUs, NOW, 1);
    }
}
