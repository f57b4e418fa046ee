package io.waddleperf.escalation;

import io.waddleperf.contracts.Require;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;

/// @param partitions of topics that are spread by probe: among so many tasks budgets are shared
/// @param budgets    how much may be ordered
/// @param incidents  how incidents are grouped and closed
/// @param export     in which form others get the numbers of each result besides
public record EscalationSettings(
        int partitions, BudgetLimits budgets, IncidentSettings incidents, MetricsExport export) {
    /// What is written to the topic of metrics.
    public enum MetricsExport {
        NOTHING,
        /// An ExportMetricsServiceRequest a result: 2 kB, which take some 4 µs to make, and Kafka's work on them.
        OTLP
    }

    public EscalationSettings {
        Require.range("waddleperf.partitions", partitions, 1, 10_000);
    }

    /// Without an export.
    public EscalationSettings(int partitions, BudgetLimits budgets, IncidentSettings incidents) {
        this(partitions, budgets, incidents, MetricsExport.NOTHING);
    }
}
