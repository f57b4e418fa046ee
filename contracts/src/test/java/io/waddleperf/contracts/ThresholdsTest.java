package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
    private static final Map<String, String> LABELS = Map.of(
            "probe",
            "p1",
            "site",
            "fra",
            "target",
            "web",
            "schedule",
            "default",
            "check",
            "ping",
            "test",
            "ping",
            "target.team",
            "shop");

    @Test
    void takesTheDefaultsWhereNothingIsConfigured() {
        assertEquals("default-rtt", winner(List.of()));
    }

    @Test
    void prefersWhatIsMoreSpecific() {
        var site = rule("by-site", Map.of("site", "fra"));
        var target = rule("by-target", Map.of("target", "web"));
        var both = rule("by-both", Map.of("site", "fra", "target.team", "shop"));
        var all = rule("for-all", Map.of());
        assertEquals("for-all", winner(List.of(all)));
        assertEquals("by-site", winner(List.of(all, site)));
        assertEquals("by-target", winner(List.of(site, target, all)));
        assertEquals("by-both", winner(List.of(site, both, target)));
        assertEquals("a-site", winner(List.of(site, rule("a-site", Map.of("site", "fra")))));
        assertEquals("default-rtt", winner(List.of(rule("elsewhere", Map.of("site", "syd")))));
    }

    /// A rule that is switched off switches its metric off where it wins.
    @Test
    void switchesAMetricOff() {
        var off = new Threshold(
                "off",
                false,
                Map.of("target", "web"),
                "rttMeanUs",
                1,
                1,
                null,
                1,
                1,
                1,
                Severity.WARNING,
                List.of(),
                1);
        assertTrue(Thresholds.inForce(List.of(off), LABELS).stream()
                .noneMatch(rule -> rule.metric().equals("rttMeanUs") && rule.tier() == 1));
    }

    @ParameterizedTest
    @CsvSource({
        "rttMeanUs,       100000, 80000,  100001, true,  false",
        "rttMeanUs,       100000, 80000,  100000, false, false",
        "rttMeanUs,       100000, 80000,  80000,  false, true",
        "certificateDays, 8,      10,     7,      true,  false",
        "certificateDays, 8,      10,     9,      false, false",
        "certificateDays, 8,      10,     10,     false, true",
    })
    void knowsABandBetweenItsBounds(
            String metric, double enter, double exit, double value, boolean breaches, boolean clears) {
        var rule = new Threshold("r", true, Map.of(), metric, 1, enter, null, 2, 3, 3, Severity.WARNING, List.of(), 1);
        assertEquals(exit, rule.exitBound());
        assertEquals(breaches, rule.breachedBy(value));
        assertEquals(clears, rule.clearedBy(value));
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (Runnable wrong : List.<Runnable>of(
                () -> threshold("noMetric", 1, 2, 3, null),
                () -> threshold("rttMeanUs", 4, 2, 3, null),
                () -> threshold("rttMeanUs", 1, 4, 3, null),
                () -> threshold("rttMeanUs", 1, 2, 33, null),
                () -> threshold("rttMeanUs", 1, 2, 3, 200.0),
                () -> threshold("certificateDays", 1, 2, 3, 50.0),
                () -> threshold("rttMeanUs", 1, 2, 3, -1.0),
                () -> rule("r", Map.of("color", "red")),
                () -> rule("r", Map.of("site", " ")))) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
        assertFalse(Thresholds.DEFAULTS.isEmpty());
    }

    @Test
    void keepsTheIdsOfBuiltInRulesToThose() {
        Thresholds.requireFree("default");
        for (Threshold builtIn : Thresholds.DEFAULTS) {
            assertThrows(IllegalArgumentException.class, () -> Thresholds.requireFree(builtIn.id()));
        }
    }

    private static Threshold threshold(
            String metric, int tier, int breaches, int of, @org.jspecify.annotations.Nullable Double exit) {
        return new Threshold(
                "r", true, Map.of(), metric, tier, 100, exit, breaches, of, 3, Severity.WARNING, List.of(), 1);
    }

    private static Threshold rule(String id, Map<String, String> match) {
        return new Threshold(id, true, match, "rttMeanUs", 1, 50_000, null, 2, 3, 3, Severity.WARNING, List.of(), 1);
    }

    private static String winner(List<Threshold> configured) {
        return Thresholds.inForce(configured, LABELS).stream()
                .filter(rule -> rule.metric().equals("rttMeanUs") && rule.tier() == 1)
                .findFirst()
                .orElseThrow()
                .id();
    }
}
