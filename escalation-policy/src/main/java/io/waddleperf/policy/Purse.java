package io.waddleperf.policy;

import java.time.Instant;
import java.util.Optional;

/// Pays for what is ordered on one path.
public interface Purse {
    /// What is paid for.
    enum Expense {
        CONFIRMATION,
        COMPARISON,
        TIER_2,
        TIER_3;

        static Expense ofTier(int tier) {
            return tier == 2 ? TIER_2 : TIER_3;
        }
    }

    /// Takes from all budgets that it concerns, or from none.
    ///
    /// @return the budget that is used up, empty where it was paid
    Optional<String> pay(Expense expense, Instant now);
}
