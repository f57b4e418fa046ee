package io.waddleperf.policy;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Check;
import java.util.ArrayList;
import java.util.List;

/// What the deeper tiers run where the schedule does not say (DESIGN's table of tiers).
final class TierChecks {
    private TierChecks() {}

    /// @param cause the item whose breach it is about; it is run again in every tier
    static List<Check> of(int tier, Assignment.Item cause) {
        var plan = cause.escalationOrDefault();
        var chosen = tier == 2 ? plan.tier2() : plan.tier3();
        var checks = new ArrayList<Check>();
        checks.add(new Check(cause.check(), cause.spec(), List.of(cause.family())));
        (chosen.isEmpty() ? cause.target().deeperChecks(tier) : chosen)
                .stream().filter(check -> !check.name().equals(cause.check())).forEach(checks::add);
        return checks;
    }
}
