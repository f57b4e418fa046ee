package io.waddleperf.contracts;

import java.util.List;

/// How far and how often the paths of a schedule escalate.
///
/// @param deepestTier     1: never deeper
/// @param approveTier3    somebody must approve tier 3 ([IncidentAction])
/// @param confirmEveryUs  from one test of a suspect path to the next
/// @param tier2CoolDownUs between two tier-2 runs of a path
/// @param tier3CoolDownUs between two tier-3 runs of a path
/// @param tier2           empty: those that fit the target
/// @param tier3           empty: those that fit the target
public record EscalationPlan(
        int deepestTier,
        boolean approveTier3,
        long confirmEveryUs,
        long tier2CoolDownUs,
        long tier3CoolDownUs,
        List<Check> tier2,
        List<Check> tier3) {
    private static final long DAY_US = 86_400_000_000L;
    public static final EscalationPlan DEFAULT =
            new EscalationPlan(3, false, 5_000_000, 600_000_000, 3_600_000_000L, List.of(), List.of());

    public EscalationPlan {
        Require.range("deepestTier", deepestTier, 1, 3);
        Require.range("confirmEveryUs", confirmEveryUs, 500_000, 60_000_000);
        Require.range("tier2CoolDownUs", tier2CoolDownUs, 1_000_000, DAY_US);
        Require.range("tier3CoolDownUs", tier3CoolDownUs, 1_000_000, DAY_US);
        tier2 = List.copyOf(tier2);
        tier3 = List.copyOf(tier3);
        Require.range("tier2", tier2.size(), 0, 20);
        Require.range("tier3", tier3.size(), 0, 20);
    }
}
