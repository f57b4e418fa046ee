package io.waddleperf.contracts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The rules of one tier that are in force, for many series.
///
/// Which they are follows from those that match, and of these there are few combinations among many
/// series: each is looked at once, and all its series share one list. Safe for threads.
public final class TierRules {
    private final int tier;
    private final List<Threshold> configured;
    private final Map<List<Threshold>, List<Threshold>> byMatching = new ConcurrentHashMap<>();

    /// @param configured the operators' rules, of whichever tier
    public TierRules(int tier, Collection<Threshold> configured) {
        this.tier = tier;
        this.configured =
                configured.stream().filter(rule -> rule.tier() == tier).toList();
    }

    /// @param labels of the series ([Labels])
    /// @return one rule for each metric, in the order of their ids
    public List<Threshold> of(Map<String, String> labels) {
        var matching = configured.stream()
                .filter(rule -> Labels.matches(rule.match(), labels))
                .toList();
        // a copy, of which who keeps it makes no further one
        return byMatching.computeIfAbsent(
                matching,
                rules -> List.copyOf(Thresholds.inForce(rules, labels).stream()
                        .filter(rule -> rule.tier() == tier)
                        .toList()));
    }
}
