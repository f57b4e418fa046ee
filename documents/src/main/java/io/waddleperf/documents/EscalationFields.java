package io.waddleperf.documents;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.EscalationPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a schedule escalates.
final class EscalationFields {
    private EscalationFields() {}

    /// @return null where the schedule does not say how far it goes
    static @Nullable EscalationPlan of(FieldMap schedule, Known<Check> checks) {
        FieldMap map = schedule.mapOrNull("escalation");
        return map == null ? null : map.as(plan -> plan(plan, checks));
    }

    private static EscalationPlan plan(FieldMap map, Known<Check> checks) {
        var usual = EscalationPlan.DEFAULT;
        return new EscalationPlan(
                map.number("deepestTier", usual.deepestTier()),
                map.flag("approveTier3", usual.approveTier3()),
                micros(map, "confirmEvery", usual.confirmEveryUs(), "500ms", "60s"),
                micros(map, "tier2CoolDown", usual.tier2CoolDownUs(), "1s", "24h"),
                micros(map, "tier3CoolDown", usual.tier3CoolDownUs(), "1s", "24h"),
                ScheduleFields.checks(map, "tier2", checks),
                ScheduleFields.checks(map, "tier3", checks));
    }

    private static long micros(FieldMap map, String key, long otherwise, String least, String most) {
        Duration given = map.valueOr(key, null, text -> Units.duration(key, text));
        if (given == null) {
            return otherwise;
        }
        if (given.compareTo(Units.duration(key, least)) < 0 || given.compareTo(Units.duration(key, most)) > 0) {
            throw map.wrong(key, "must be " + least + " to " + most);
        }
        return given.toNanos() / 1000;
    }
}
