package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TierRulesTest {
    private static Threshold rule(String id, Map<String, String> match, int tier, boolean enabled) {
        return new Threshold(id, enabled, match, "rttMeanUs", tier, 9, null, 2, 3, 3, Severity.WARNING, List.of(), 1);
    }

    private static Map<String, String> labels(String site, String target) {
        return Map.of(Labels.SITE, site, Labels.TARGET, target);
    }

    @Test
    void choosesAsThresholdsDo() {
        var configured = List.of(
                rule("of-site", Map.of("site", "fra"), 1, true),
                rule("of-target", Map.of("target", "web"), 1, false),
                rule("deeper", Map.of(), 2, true));
        var rules = new TierRules(1, configured);
        for (var labels :
                List.of(labels("fra", "dns"), labels("fra", "web"), labels("ber", "web"), labels("ber", "x"))) {
            assertEquals(
                    Thresholds.inForce(configured, labels).stream()
                            .filter(rule -> rule.tier() == 1)
                            .toList(),
                    rules.of(labels),
                    labels::toString);
        }
    }

    @Test
    void sharesOneListAmongAllSeriesOfTheSameRules() {
        var rules = new TierRules(1, List.of(rule("of-site", Map.of("site", "fra"), 1, true)));
        assertSame(rules.of(labels("fra", "one")), rules.of(labels("fra", "two")));
        assertSame(rules.of(labels("ber", "one")), rules.of(labels("ams", "two")));
    }
}
