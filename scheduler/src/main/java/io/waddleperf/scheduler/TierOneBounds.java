package io.waddleperf.scheduler;

import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The bounds of the tier-1 rules in force, by which a probe sends a breach at once.
///
/// Which rules are in force follows from those that match, and of these there are few combinations
/// among many series: each is looked at once, and all its series share one list.
final class TierOneBounds {
    private static final int TIER = 1;

    private final List<Threshold> rules;
    private final Map<List<Threshold>, List<Bound>> byMatching = new HashMap<>();

    TierOneBounds(Collection<Threshold> configured) {
        rules = configured.stream().filter(rule -> rule.tier() == TIER).toList();
    }

    List<Bound> of(Map<String, String> labels) {
        var matching = rules.stream()
                .filter(rule -> Labels.matches(rule.match(), labels))
                .toList();
        return byMatching.computeIfAbsent(
                matching,
                // a copy, of which an item makes no further one
                configured -> List.copyOf(Thresholds.inForce(configured, labels).stream()
                        .filter(rule -> rule.tier() == TIER)
                        .map(Threshold::bound)
                        .toList()));
    }
}
