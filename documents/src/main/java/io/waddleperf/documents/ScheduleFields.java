package io.waddleperf.documents;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Schedule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What runs how often: docs/reference/config-file.md shows the fields.
public final class ScheduleFields {
    private static final long USUAL_INTERVAL_US = 60_000_000;

    private ScheduleFields() {}

    /// What a schedule may name.
    public record Names(Known<?> targets, Known<?> probes, Known<Check> checks) {}

    /// Version and creation time are the configuration store's to give.
    ///
    /// @param id         its name, which stands elsewhere too
    /// @param allTargets what it has where it names none
    public static Schedule read(FieldMap map, String id, Names known, List<String> allTargets) {
        var targets = names(map, "targets", known.targets);
        Long intervalUs = interval(map, "interval");
        var timing = TimingFields.of(map);
        if (intervalUs != null && timing != null && timing.cron() != null) {
            throw map.wrong("interval", "stands beside cron: say one of them");
        }
        return new Schedule(
                id,
                map.flag("enabled", true),
                names(map, "probes", known.probes),
                targets.isEmpty() ? allTargets : targets,
                checks(map, "checks", known.checks),
                intervalUs == null ? USUAL_INTERVAL_US : intervalUs,
                Instant.EPOCH,
                1,
                EscalationFields.of(map, known.checks),
                timing);
    }

    /// How often something runs, null where nothing is said.
    static @Nullable Long interval(FieldMap map, String key) {
        Long intervalUs = map.valueOr(key, null, text -> Units.micros(key, text));
        if (intervalUs != null && (intervalUs < Schedule.SHORTEST_US || intervalUs > Schedule.LONGEST_US)) {
            throw map.wrong(key, "must be 1s to 24h");
        }
        return intervalUs;
    }

    /// Checks by their names; one that no other schedule has may stand there as a whole.
    static List<Check> checks(FieldMap map, String key, Known<Check> known) {
        return map.namesOrMaps(
                key, name -> known.require(map, key, name), check -> CheckFields.read(check, check.text("name")));
    }

    /// The names that stand there, each of which is known.
    public static List<String> names(FieldMap map, String key, Known<?> known) {
        var names = map.texts(key);
        names.forEach(name -> known.require(map, key, name));
        return names;
    }
}
