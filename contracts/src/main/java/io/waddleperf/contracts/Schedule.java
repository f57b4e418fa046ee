package io.waddleperf.contracts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What runs how often: probes × targets × checks.
///
/// @param probes    ids; empty: every enabled probe
/// @param targets   ids
/// @param checks    empty: those that fit the target
/// @param createdAt when the first, immediate slot was due
/// @param intervalUs where a cron says when: the shortest time between two of its slots
/// @param version   readers ignore an older one
/// @param escalation null: [EscalationPlan#DEFAULT]
/// @param timing    null: every interval, at any time
public record Schedule(
        String id,
        boolean enabled,
        List<String> probes,
        List<String> targets,
        List<Check> checks,
        long intervalUs,
        Instant createdAt,
        long version,
        @Nullable EscalationPlan escalation,
        @Nullable Timing timing) {
    public static final long SHORTEST_US = 1_000_000L;
    public static final long LONGEST_US = 86_400_000_000L;

    public Schedule {
        Require.name("schedule", id);
        intervalUs = timing == null || timing.cron() == null
                ? intervalUs
                : timing.cron().shortestUs();
        Require.range("intervalUs", intervalUs, SHORTEST_US, LONGEST_US);
        createdAt = Require.micros("createdAt", createdAt);
        probes = List.copyOf(probes);
        targets = List.copyOf(targets);
        checks = List.copyOf(checks);
        if (timing != null) {
            TimingRules.require(timing, intervalUs, checks);
        }
    }

    /// Every interval. That its checks are no list keeps the generator of adapters, which goes by the
    /// types of fields, from taking it for the canonical one.
    public Schedule(
            String id,
            boolean enabled,
            List<String> probes,
            List<String> targets,
            Collection<Check> checks,
            long intervalUs,
            Instant createdAt,
            long version) {
        this(id, enabled, probes, targets, List.copyOf(checks), intervalUs, createdAt, version, null, null);
    }

    /// The same, for these probes of its own alone.
    public Schedule ofProbes(List<String> some) {
        return new Schedule(id, enabled, some, targets, checks, intervalUs, createdAt, version, escalation, timing);
    }

    /// Whether a cron says when.
    public boolean byCron() {
        return timing != null && timing.cron() != null;
    }
}
