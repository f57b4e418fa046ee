package io.waddleperf.policy;

import java.time.Duration;
import java.util.Map;

/// How much may be ordered: so many of each kind for each probe, target, site, and in all.
public record BudgetLimits(Map<Purse.Expense, Limits> limits) {
    public BudgetLimits {
        limits = Map.copyOf(limits);
    }

    /// @param per       in which the budgets fill up again
    /// @param perProbe  exact
    /// @param perTarget shared by the tasks, as are site and all: exceeded by at most one a task
    public record Limits(Duration per, int perProbe, int perTarget, int perSite, int inAll) {
        /// The part of each of so many tasks, at least one.
        Limits share(int tasks) {
            return new Limits(per, perProbe, share(perTarget, tasks), share(perSite, tasks), share(inAll, tasks));
        }

        private static int share(int limit, int tasks) {
            return Math.max(1, Math.ceilDiv(limit, tasks));
        }
    }

    public static final BudgetLimits DEFAULT = new BudgetLimits(Map.of(
            Purse.Expense.CONFIRMATION, new Limits(Duration.ofMinutes(1), 60, 200, 400, 2_000),
            Purse.Expense.COMPARISON, new Limits(Duration.ofMinutes(1), 30, 60, 200, 1_000),
            Purse.Expense.TIER_2, new Limits(Duration.ofMinutes(10), 6, 12, 20, 100),
            Purse.Expense.TIER_3, new Limits(Duration.ofHours(1), 2, 3, 4, 20)));

    Limits of(Purse.Expense expense) {
        Limits known = limits.get(expense);
        if (known == null) {
            throw new IllegalArgumentException("no budget is set for " + expense);
        }
        return known;
    }
}
