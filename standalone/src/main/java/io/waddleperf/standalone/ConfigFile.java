package io.waddleperf.standalone;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.documents.CheckFields;
import io.waddleperf.documents.FieldException;
import io.waddleperf.documents.FieldMap;
import io.waddleperf.documents.Known;
import io.waddleperf.documents.ScheduleFields;
import io.waddleperf.documents.TargetFields;
import io.waddleperf.documents.ThresholdFields;
import io.waddleperf.documents.YamlException;
import io.waddleperf.documents.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The file of `--config`: targets, checks, schedules and rules. docs/reference/config-file.md shows it.
///
/// Versions and creation times are the configuration store's to give.
record ConfigFile(List<Target> targets, List<Schedule> schedules, List<Threshold> thresholds) {
    private static final long MOST_BYTES = 16 << 20;

    /// @throws StartException with file, line, field and what is allowed
    static ConfigFile read(Path path) {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new StartException(path + ": larger than 16 MiB");
            }
            return parse(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw new StartException("--config " + path + " cannot be read: " + e, e);
        }
    }

    static ConfigFile parse(String name, String yaml) {
        YamlFile file;
        try {
            file = YamlFile.one(yaml);
        } catch (YamlException e) {
            throw new StartException(name + ':' + e.line() + ": " + e.getMessage(), e);
        }
        if (file.tree() == null) {
            throw new StartException(name + ":1: the file is empty; it needs targets");
        }
        try {
            return new FieldMap("", file.tree()).as(ConfigFile::of);
        } catch (FieldException e) {
            throw new StartException(name + ':' + file.line(e.pointer()) + ": " + e.sentence("the file"), e);
        }
    }

    private static ConfigFile of(FieldMap file) {
        var targetMaps = file.maps("targets");
        var targets = unique(
                targetMaps, map -> map.as(target -> TargetFields.read(target, map.textOr("id", null))), Target::id);
        requireDependencies(targetMaps, targets);
        var checks = unique(
                file.maps("checks"),
                map -> map.as(check -> CheckFields.readNamed(check, check.text("name"))),
                Check::name);
        CheckFields.defaults().forEach(checks::putIfAbsent);
        var known =
                new ScheduleFields.Names(Known.of(targets), Known.of(Map.of(Watchlist.PROBE, "")), Known.of(checks));
        var all = List.copyOf(targets.keySet());
        var schedules = unique(
                file.maps("schedules"),
                map -> map.as(schedule -> ScheduleFields.read(schedule, schedule.text("id"), known, all)),
                Schedule::id);
        var rules = unique(
                file.maps("thresholds"),
                map -> map.as(rule -> ThresholdFields.read(rule, rule.text("id"))),
                Threshold::id);
        if (targets.isEmpty()) {
            throw file.wrong("targets", "needs at least one target");
        }
        return new ConfigFile(
                List.copyOf(targets.values()), List.copyOf(schedules.values()), List.copyOf(rules.values()));
    }

    private static <T> Map<String, T> unique(List<FieldMap> maps, Function<FieldMap, T> make, Function<T, String> id) {
        var all = new LinkedHashMap<String, T>();
        for (FieldMap map : maps) {
            T made = make.apply(map);
            if (all.putIfAbsent(id.apply(made), made) != null) {
                throw map.wrong("\"" + id.apply(made) + "\" stands twice");
            }
        }
        return all;
    }

    /// @param maps    of all targets
    /// @param targets what was read of them
    private static void requireDependencies(List<FieldMap> maps, Map<String, Target> targets) {
        var ids = List.copyOf(targets.keySet());
        for (FieldMap map : maps) {
            ScheduleFields.names(map, "dependsOn", Known.of(targets));
        }
        for (int i = 0; i < ids.size(); i++) {
            if (TargetFields.leadsBack(ids.get(i), targets.values())) {
                throw maps.get(i).wrong("dependsOn", "leads back to \"" + ids.get(i) + "\" itself");
            }
        }
    }
}
