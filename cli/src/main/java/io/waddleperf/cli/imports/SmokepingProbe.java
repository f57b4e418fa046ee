package io.waddleperf.cli.imports;

import io.waddleperf.cli.imports.SmokepingFile.Section;
import io.waddleperf.cli.imports.SmokepingFile.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A probe of SmokePing, which is a way of testing.
///
/// @param type     the module that does it, such as FPing
/// @param settings its own, over those of its module
record SmokepingProbe(String name, String type, Map<String, Value> settings) {
    /// By name: those of modules, and those that stand below them.
    static Map<String, SmokepingProbe> of(Optional<Section> probes) {
        var known = new LinkedHashMap<String, SmokepingProbe>();
        probes.stream().flatMap(part -> part.below().stream()).forEach(module -> {
            known.put(module.name(), new SmokepingProbe(module.name(), module.name(), module.settings()));
            module.below().forEach(one -> {
                var settings = new LinkedHashMap<>(module.settings());
                settings.putAll(one.settings());
                known.put(one.name(), new SmokepingProbe(one.name(), module.name(), settings));
            });
        });
        return known;
    }
}
