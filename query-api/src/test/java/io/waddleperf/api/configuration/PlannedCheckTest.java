package io.waddleperf.api.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.waddleperf.api.http.Page;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlannedCheckTest {
    private static final List<Target> TARGETS = List.of(
            new Target("router", "192.0.2.1", false, Map.of(), 1, null),
            new Target("web", "https://www.example.net/", false, Map.of(), 1, null));
    private static final List<Schedule> SCHEDULES = List.of(
            schedule("usual", true, List.of(), List.of("web", "router", "gone")),
            schedule(
                    "large",
                    false,
                    List.of("fra-1"),
                    List.of("router"),
                    new Check("ping-1400", PingSpec.DEFAULT, List.of(Family.IPV6), 5_000_000L),
                    Check.defaultOf(io.waddleperf.contracts.Test.PING)));

    private static Schedule schedule(
            String id, boolean enabled, List<String> probes, List<String> targets, Check... checks) {
        return new Schedule(id, enabled, probes, targets, List.of(checks), 60_000_000, Samples.AT, 1);
    }

    private static Page<PlannedCheck> page(PlannedCheckFilter filter) {
        return filter.page(PlannedCheck.of(SCHEDULES, TARGETS));
    }

    private static List<String> words(List<PlannedCheck> checks) {
        return checks.stream()
                .map(one -> one.target() + ' ' + one.check() + ' ' + one.schedule())
                .toList();
    }

    private static PlannedCheckFilter any(PlannedCheck.@Nullable Place after, int limit) {
        return new PlannedCheckFilter(null, null, null, null, after, limit);
    }

    @Test
    void saysOfEachTargetWhatTestsItAndHowOften() {
        assertEquals(
                List.of(
                        "router ping large",
                        "router ping usual",
                        "router ping-1400 large",
                        "router traceroute usual",
                        "web dns usual",
                        "web http usual",
                        "web ping usual",
                        "web tcp usual",
                        "web traceroute usual"),
                words(page(any(null, 100)).items()));
        var large = page(new PlannedCheckFilter(null, "router", "ping-1400", null, null, 1))
                .items()
                .getFirst();
        assertEquals(5_000_000, large.intervalUs());
        assertEquals(List.of(Family.IPV6), large.families());
        assertEquals(List.of("fra-1"), large.probes());
        assertEquals(PingSpec.DEFAULT, large.spec());
    }

    @ParameterizedTest
    @CsvSource({
        "fra-1, , , , 9",
        "ber-1, , , , 7",
        " , router, , , 4",
        " , , ping, , 3",
        " , , , PING, 4",
        "ber-1, router, ping, PING, 1",
    })
    void findsWhatIsAskedFor(
            @Nullable String probe,
            @Nullable String target,
            @Nullable String check,
            io.waddleperf.contracts.@Nullable Test test,
            int many) {
        var found = page(new PlannedCheckFilter(probe, target, check, test, null, 100));
        assertEquals(many, found.items().size(), () -> words(found.items()).toString());
    }

    @Test
    void twoChecksOfOneNameAreBothOnPages() {
        var twice = schedule(
                "twice",
                true,
                List.of(),
                List.of("router"),
                new Check("web", PingSpec.DEFAULT, List.of(Family.IPV4), 1_000_000L),
                new Check("web", PingSpec.DEFAULT, List.of(Family.IPV6), 2_000_000L));
        var first = any(null, 1).page(PlannedCheck.of(List.of(twice), TARGETS));
        var after = PlannedCheck.Place.CURSOR.read(String.valueOf(first.next()));
        var second = any(after, 1).page(PlannedCheck.of(List.of(twice), TARGETS));
        assertEquals(1_000_000, first.items().getFirst().intervalUs());
        assertEquals(2_000_000, second.items().getFirst().intervalUs());
    }

    @Test
    void pagesHaveNoSeams() {
        var all = new ArrayList<PlannedCheck>();
        PlannedCheck.@Nullable Place after = null;
        for (int pages = 0; pages < 5; pages++) {
            var page = page(any(after, 2));
            all.addAll(page.items());
            String next = page.next();
            if (pages == 4) {
                assertNull(next);
            } else {
                after = PlannedCheck.Place.CURSOR.read(String.valueOf(next));
            }
        }
        assertEquals(words(page(any(null, 100)).items()), words(all));
    }
}
