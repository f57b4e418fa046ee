package io.waddleperf.api.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PreviewTest {
    private static final Check PING = Check.defaultOf(io.waddleperf.contracts.Test.PING);

    private static Threshold rule(String id, boolean enabled, Map<String, String> match, String metric) {
        return new Threshold(id, enabled, match, metric, 1, 1, null, 2, 3, 3, Severity.WARNING, List.of(), 1);
    }

    private static List<PlannedSeries> planned() {
        var targets = IntStream.range(0, 30)
                .mapToObj(i -> new Target("t" + i, "192.0.2." + i, false, Map.of(), 1, null))
                .toList();
        var all = targets.stream().map(Target::id).toList();
        return PlannedSeries.of(
                List.of(new Schedule("all", true, List.of(), all, List.of(PING), 30_000_000, Samples.AT, 1)),
                targets,
                List.of(new Probe("a", "fra", true, Map.of(), 1), new Probe("b", "ams", true, Map.of(), 1)));
    }

    private static String counts(Threshold draft, Threshold... configured) {
        var preview = Preview.of(draft, List.of(configured), planned());
        return preview.series() + " " + preview.matched() + " " + preview.inForce() + " " + preview.paths() + " "
                + preview.examples().size();
    }

    @Test
    void countsWhatMatchesAndShowsTheFirst() {
        assertEquals("60 60 60 60 20", counts(rule("r", true, Map.of(), "rttMeanUs")));
        assertEquals("60 30 30 30 20", counts(rule("r", true, Map.of("site", "fra"), "rttMeanUs")));
        assertEquals("60 0 0 0 0", counts(rule("r", true, Map.of("site", "nowhere"), "rttMeanUs")));
    }

    @Test
    void aMoreSpecificRuleOfTheSameMetricAndTierTakesItsSeries() {
        var draft = rule("r", true, Map.of("site", "fra"), "rttMeanUs");
        var narrower = rule("n", true, Map.of("site", "fra", "target", "t1"), "rttMeanUs");
        assertEquals("60 30 29 30 20", counts(draft, narrower));
        assertEquals("60 30 29 30 20", counts(draft, rule("n", false, narrower.match(), "rttMeanUs")));
        assertEquals("60 30 30 30 20", counts(draft, rule("n", true, narrower.match(), "jitterUs")));
    }

    @Test
    void aDraftReplacesTheRuleOfItsIdAndDecidesAlsoWhereItIsNotEnabled() {
        var draft = rule("r", false, Map.of("site", "fra"), "rttMeanUs");
        var stored = rule("r", true, Map.of("site", "fra", "target", "t1"), "rttMeanUs");
        assertEquals("60 30 30 30 20", counts(draft, stored));
    }
}
