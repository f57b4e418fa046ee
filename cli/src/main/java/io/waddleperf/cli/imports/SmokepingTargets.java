package io.waddleperf.cli.imports;

import io.waddleperf.cli.imports.SmokepingFile.Section;
import io.waddleperf.cli.imports.SmokepingFile.Value;
import io.waddleperf.documents.CheckFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tree of SmokePing's targets: each host becomes a target, each way of testing a check, and what is tested in
/// the same way as often a schedule.
final class SmokepingTargets {
    /// What is shown, and what SmokePing tells by mail: no part of a test.
    private static final Set<String> SHOWN =
            Set.of("menu", "title", "remark", "host", "probe", "hide", "email", "parents", "step");

    /// Of one target alone: what stands above it does not count.
    private static final Set<String> OWN = Set.of("menu", "title", "remark", "host", "parents", "hide");

    /// How SmokePing itself runs a probe: no part of a test either.
    private static final Set<String> RUN = Set.of("binary", "forks", "offset");

    private static final String USUAL_STEP_S = "300";
    private static final String USUAL_PINGS = "20";

    private final Map<String, Section> parts;
    private final Map<String, SmokepingProbe> probes;
    private final Imported imported;

    /// Names of checks by what they are, so that what is alike is one.
    private final Map<Map<String, Object>, String> checks = new LinkedHashMap<>();

    /// Where the first target of a check stands.
    private final Map<String, Place> places = new LinkedHashMap<>();

    private final Map<Plan, List<String>> plans = new LinkedHashMap<>();

    private record Plan(String check, String stepS) {}

    SmokepingTargets(Map<String, Section> parts, Imported imported) {
        this.parts = parts;
        this.probes = SmokepingProbe.of(Optional.ofNullable(parts.get("Probes")));
        this.imported = imported;
    }

    void read(Place start) {
        var targets = parts.get("Targets");
        if (targets == null) {
            throw start.wrong("there is no part *** Targets ***");
        }
        told("Alerts", "the alert ", ", since thresholds say when something is wrong");
        told("Slaves", "the slave ", ": make it a probe by `probes enrol`");
        section(targets, "", Map.of());
        checks.forEach((spec, name) -> imported.check(places.getOrDefault(name, start), name, spec));
        plans.forEach((plan, names) -> {
            var spec = new LinkedHashMap<String, Object>();
            spec.put("targets", names);
            spec.put("checks", List.of(plan.check()));
            spec.put("interval", plan.stepS() + "s");
            boolean alone = plans.keySet().stream()
                            .filter(other -> other.check().equals(plan.check()))
                            .count()
                    == 1;
            imported.schedule(alone ? plan.check() : plan.check() + '-' + plan.stepS() + 's', spec);
        });
    }

    /// What stands in a part that has no counterpart.
    private void told(String part, String what, String why) {
        Optional.ofNullable(parts.get(part)).stream()
                .flatMap(found -> found.below().stream())
                .forEach(section -> imported.note(section.place(), what + section.name() + why));
    }

    /// What holds where nothing else is said.
    private Map<String, Value> database() {
        var settings = new LinkedHashMap<String, Value>();
        Optional.ofNullable(parts.get("Database")).map(Section::settings).ifPresent(all -> {
            for (String name : List.of("step", "pings")) {
                Optional.ofNullable(all.get(name)).ifPresent(value -> settings.put(name, value));
            }
        });
        return settings;
    }

    /// @param path      the names of the sections around it, with points between them
    /// @param inherited what they say
    private void section(Section section, String path, Map<String, Value> inherited) {
        var settings = new LinkedHashMap<>(inherited);
        settings.putAll(section.settings());
        var host = section.settings().get("host");
        if (host != null && section.depth() > 0) {
            host(section, path, host, settings);
        }
        OWN.forEach(settings::remove);
        section.below()
                .forEach(below -> section(below, path.isEmpty() ? below.name() : path + '.' + below.name(), settings));
    }

    private void host(Section section, String path, Value host, Map<String, Value> settings) {
        if (host.text().startsWith("/")) {
            imported.note(host.place(), path + " shows several hosts in one picture, and tests none");
            return;
        }
        if (host.text().equals("DYNAMIC")) {
            imported.note(host.place(), path + " has an address that changes: make it a probe by `probes enrol`");
            return;
        }
        String name = settings.containsKey("probe") ? settings.get("probe").text() : "FPing";
        var probe = probes.getOrDefault(name, new SmokepingProbe(name, name, Map.of()));
        var all = new LinkedHashMap<>(database());
        all.putAll(probe.settings());
        all.putAll(settings);
        all.putIfAbsent("pings", new Value(USUAL_PINGS, host.place()));
        try {
            var check = SmokepingCheck.of(probe.type(), host.text(), all);
            lost(check, settings);
            var own = new LinkedHashMap<>(probe.settings());
            own.keySet().removeAll(RUN);
            own.keySet().removeAll(settings.keySet());
            lost(check, own);
            imported.target(host.place(), path, labels(section, path), Map.of("address", check.address()));
            plan(path, host.place(), checkName(name), check, all.get("step"));
        } catch (SmokepingCheck.NoTestException e) {
            imported.note(host.place(), path + ": " + e.getMessage());
        }
    }

    /// @param wanted the name of its check, where nobody else has that
    /// @param step   null: the usual one
    private void plan(String path, Place place, String wanted, SmokepingCheck check, @Nullable Value step) {
        String called = checks.computeIfAbsent(check.spec(), _ -> free(wanted));
        places.putIfAbsent(called, place);
        String stepS = step == null ? USUAL_STEP_S : step.text();
        plans.computeIfAbsent(new Plan(called, stepS), _ -> new ArrayList<>()).add(path);
    }

    private void lost(SmokepingCheck check, Map<String, Value> settings) {
        settings.forEach((name, value) -> {
            if (!SHOWN.contains(name) && !check.used().contains(name)) {
                imported.note(
                        value.place(),
                        name
                                + switch (name) {
                                    case "alerts" -> ", since thresholds say when something is wrong";
                                    case "slaves", "nomasterpoll" -> ", since a schedule names its probes";
                                    case "pings" -> ": the test sends as many as it always does";
                                    default -> " has no counterpart";
                                });
            }
        });
    }

    private static Map<String, String> labels(Section section, String path) {
        var labels = new TreeMap<String, String>();
        int last = path.lastIndexOf('.');
        if (last > 0) {
            labels.put("group", path.substring(0, last));
        }
        Optional.ofNullable(section.settings().get("title"))
                .or(() -> Optional.ofNullable(section.settings().get("menu")))
                .filter(title -> !title.text().isBlank())
                .ifPresent(title -> labels.put("title", title.text()));
        return labels;
    }

    /// That of a kind of test would mean that with its defaults.
    private static String checkName(String probe) {
        return CheckFields.defaultNamed(probe) == null ? probe : "smokeping-" + probe;
    }

    /// The name of the probe, with a number where others have it.
    private String free(String name) {
        int number = 1;
        String wanted = name;
        while (checks.containsValue(wanted)) {
            number++;
            wanted = name + '-' + number;
        }
        return wanted;
    }
}
