package io.waddleperf.escalation;

import io.waddleperf.contracts.Require;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;

/// @param partitions of topics that are spread by probe: among so many tasks budgets are shared
/// @param budgets    how much may be ordered
/// @param incidents  how incidents are grouped and closed
public record EscalationSettings(int partitions, BudgetLimits budgets, IncidentSettings incidents) {
    public EscalationSettings {
        Require.range("waddleperf.partitions", partitions, 1, 10_000);
    }
}
