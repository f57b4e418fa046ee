package io.waddleperf.cli.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Targets as Prometheus' file_sd has them: a list of `{targets, labels}`; JSON is YAML, too.
final class BlackboxTargets {
    private static final List<String> MODULE_LABELS = List.of("__param_module", "module");

    private final Map<String, BlackboxModule> modules;
    private final @Nullable String usual;
    private final String interval;
    private final Imported imported;

    /// Modules that targets have.
    private final Set<String> named = new HashSet<>();

    /// What a module tests.
    private final Map<String, List<String>> scheduled = new LinkedHashMap<>();

    /// @param usual the module of targets that name none
    BlackboxTargets(Map<String, BlackboxModule> modules, @Nullable String usual, String interval, Imported imported) {
        this.modules = modules;
        this.usual = usual;
        this.interval = interval;
        this.imported = imported;
    }

    void read(Path file) {
        var root = Yml.read(file).orElseThrow(() -> new Place(file, 1).wrong("there is nothing in it"));
        root.list("the file: a list of {targets, labels}").forEach(this::group);
        modules.values().stream()
                .filter(module -> !named.contains(module.name()))
                .forEach(module -> imported.note(module.place(), module.name() + " is the module of no target"));
        scheduled.forEach((name, targets) -> {
            var module = modules.get(name);
            if (module != null && module.check().isPresent()) {
                imported.check(
                        module.place(), module.checkName(), module.check().get());
                var spec = new LinkedHashMap<String, Object>();
                spec.put("targets", targets);
                spec.put("checks", List.of(module.checkName()));
                spec.put("interval", interval);
                imported.schedule(module.checkName(), spec);
            }
        });
    }

    private void group(Yml group) {
        var fields = new Section("the group", group.map("a group"));
        var targets = fields.take("targets").orElseThrow(() -> group.place().wrong("the group has no `targets`"));
        var labels = new TreeMap<String, String>();
        fields.take("labels")
                .ifPresent(yml -> yml.map("labels").forEach((name, value) -> labels.put(name, value.text(name))));
        var module = module(group, labels);
        MODULE_LABELS.forEach(labels::remove);
        labels.keySet().removeIf(name -> name.startsWith("__")); // Prometheus drops them, too
        labels.values().removeIf(String::isBlank); // an empty one is none there, too
        fields.end(imported);
        targets.list("targets").forEach(target -> target(target, labels, module));
    }

    private BlackboxModule module(Yml group, Map<String, String> labels) {
        String name = MODULE_LABELS.stream()
                .map(labels::get)
                .filter(one -> one != null)
                .findFirst()
                .or(() -> Optional.ofNullable(usual))
                .or(() -> modules.size() == 1 ? modules.keySet().stream().findFirst() : Optional.empty())
                .orElseThrow(() -> group.place()
                        .wrong("nothing says which module tests these: give the group a label `module`, or say"
                                + " --module; there are " + String.join(", ", modules.keySet())));
        var module = modules.get(name);
        if (module == null) {
            throw group.place()
                    .wrong("there is no module " + name + "; there are " + String.join(", ", modules.keySet()));
        }
        named.add(name);
        return module;
    }

    /// A target of several modules is one: it gets the labels of all.
    private void target(Yml yml, Map<String, String> labels, BlackboxModule module) {
        if (module.check().isEmpty()) {
            imported.note(yml.place(), yml.text("a target") + " of the module " + module.name());
            return;
        }
        String address = address(yml.text("a target"), module);
        if (!imported.hasTarget(address)) {
            imported.target(yml.place(), address, labels, Map.of("address", address));
        } else if (!imported.labels(address).equals(labels)) {
            imported.note(yml.place(), "other labels of " + address + ", which stands above already");
        }
        var targets = scheduled.computeIfAbsent(module.name(), _ -> new ArrayList<>());
        if (!targets.contains(address)) {
            targets.add(address);
        }
        if (module.prober().equals("dns") && !address.matches("[0-9.:\\[\\]a-fA-F]+")) {
            imported.note(
                    yml.place(),
                    address + " is a name, so that the probe's resolver is asked; `server: " + address
                            + "` in a check asks it");
        }
    }

    /// The prober http takes what has no scheme for http.
    private static String address(String target, BlackboxModule module) {
        return module.prober().equals("http") && !target.matches("(?i)https?://.*") ? "http://" + target : target;
    }
}
