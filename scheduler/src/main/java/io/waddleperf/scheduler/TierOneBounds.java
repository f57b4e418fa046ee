package io.waddleperf.scheduler;

import io.waddleperf.contracts.Bound;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.TierRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The bounds of the tier-1 rules in force, by which a probe sends a breach at once; the series of one
/// list of rules share one list of bounds.
final class TierOneBounds {
    private static final int TIER = 1;

    private final TierRules rules;
    private final Map<List<Threshold>, List<Bound>> byRules = new HashMap<>();

    TierOneBounds(Collection<Threshold> configured) {
        rules = new TierRules(TIER, configured);
    }

    List<Bound> of(Map<String, String> labels) {
        return byRules.computeIfAbsent(
                rules.of(labels),
                // a copy, of which an item makes no further one
                inForce -> List.copyOf(inForce.stream().map(Threshold::bound).toList()));
    }
}
