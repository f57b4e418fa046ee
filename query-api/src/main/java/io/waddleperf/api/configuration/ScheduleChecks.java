package io.waddleperf.api.configuration;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Schedule;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The checks that stand in a schedule: its own, and those of its deeper tiers.
final class ScheduleChecks {
    private ScheduleChecks() {}

    static List<Check> all(Schedule schedule) {
        EscalationPlan plan = schedule.escalation();
        return plan == null
                ? schedule.checks()
                : Stream.of(schedule.checks(), plan.tier2(), plan.tier3())
                        .flatMap(List::stream)
                        .toList();
    }

    /// The same schedule with another check wherever it has this one.
    static Schedule replaced(Schedule schedule, Check before, Check after) {
        return new Schedule(
                schedule.id(),
                schedule.enabled(),
                schedule.probes(),
                schedule.targets(),
                replaced(schedule.checks(), before, after),
                schedule.intervalUs(),
                schedule.createdAt(),
                schedule.version(),
                replaced(schedule.escalation(), before, after),
                schedule.timing());
    }

    private static @Nullable EscalationPlan replaced(@Nullable EscalationPlan plan, Check before, Check after) {
        return plan == null
                ? null
                : new EscalationPlan(
                        plan.deepestTier(),
                        plan.approveTier3(),
                        plan.confirmEveryUs(),
                        plan.tier2CoolDownUs(),
                        plan.tier3CoolDownUs(),
                        replaced(plan.tier2(), before, after),
                        replaced(plan.tier3(), before, after));
    }

    private static List<Check> replaced(List<Check> checks, Check before, Check after) {
        return checks.stream()
                .map(check -> check.equals(before) ? after : check)
                .toList();
    }
}
