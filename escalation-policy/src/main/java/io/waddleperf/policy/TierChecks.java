package io.waddleperf.policy;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import java.util.ArrayList;
import java.util.List;

/// What the deeper tiers run where the schedule does not say (DESIGN's table of tiers).
final class TierChecks {
    private static final Check PING_50 = new Check("ping-50", new TestSpec.Ping(50, 56, 20_000, 1_000_000), List.of());
    private static final Check MTR_100 =
            new Check("mtr-100", new TestSpec.Traceroute("icmp", 100, 30, null, 300_000, 1_000_000), List.of());

    private TierChecks() {}

    /// @param cause the item whose breach it is about; it is run again in every tier
    static List<Check> of(int tier, Assignment.Item cause) {
        var plan = cause.escalationOrDefault();
        var chosen = tier == 2 ? plan.tier2() : plan.tier3();
        var checks = new ArrayList<Check>();
        checks.add(new Check(cause.check(), cause.spec(), List.of(cause.family())));
        (chosen.isEmpty() ? defaults(tier, cause.target()) : chosen)
                .stream().filter(check -> !check.name().equals(cause.check())).forEach(checks::add);
        return checks;
    }

    private static List<Check> defaults(int tier, Target target) {
        if (tier == 3) {
            return List.of(Check.defaultOf(Test.SYSTEM), MTR_100);
        }
        var checks = new ArrayList<>(List.of(PING_50, Check.defaultOf(Test.TRACEROUTE), Check.defaultOf(Test.MTU)));
        for (Test test : List.of(Test.TLS, Test.HTTP, Test.DNS)) {
            if (target.endpoint().fits(test)) {
                checks.add(Check.defaultOf(test));
            }
        }
        return checks;
    }
}
