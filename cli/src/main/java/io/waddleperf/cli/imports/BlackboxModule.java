package io.waddleperf.cli.imports;

import io.waddleperf.contracts.Test;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A module of blackbox_exporter, and the check that it becomes.
///
/// @param check empty where no test of WaddlePerf does what it does
record BlackboxModule(String name, Place place, String prober, Optional<Map<String, Object>> check) {
    /// The name of the check; one of a kind of test would mean that with its defaults.
    String checkName() {
        boolean taken =
                Arrays.stream(Test.values()).anyMatch(test -> test.wireName().equals(name));
        return taken ? "blackbox-" + name : name;
    }

    /// By name, in their order.
    static Map<String, BlackboxModule> read(Path file, Imported imported) {
        var root = Yml.read(file).orElseThrow(() -> new Place(file, 1).wrong("there is nothing in it"));
        var fields = root.map("the file");
        var modules = fields.get("modules");
        if (modules == null) {
            throw root.place().wrong("there is no `modules`: is it the configuration of blackbox_exporter?");
        }
        var read = new LinkedHashMap<String, BlackboxModule>();
        modules.map("modules").forEach((name, yml) -> read.put(name, module(name, yml, imported)));
        return read;
    }

    private static BlackboxModule module(String name, Yml yml, Imported imported) {
        var section = new Section(name, yml.map(name));
        String prober = section.text("prober").orElseThrow(() -> yml.place().wrong(name + " says no `prober`"));
        Optional<String> timeout = section.text("timeout");
        var check = switch (prober) {
            case "http" -> spec(section, timeout, "http", own -> BlackboxHttp.check(own, imported));
            case "tcp" -> spec(section, timeout, "tcp", own -> BlackboxChecks.tcp(own, imported));
            case "icmp" -> spec(section, timeout, "icmp", own -> BlackboxChecks.icmp(own, imported));
            case "dns" -> spec(section, timeout, "dns", own -> BlackboxChecks.dns(own, yml.place(), imported));
            case "grpc" -> spec(section, timeout, "grpc", own -> BlackboxChecks.grpc(own, imported));
            default -> Optional.<Map<String, Object>>empty();
        };
        if (check.isEmpty()) {
            imported.note(yml.place(), name + ": no test does what the prober " + prober + " does");
        } else {
            section.end(imported);
        }
        return new BlackboxModule(name, yml.place(), prober, check);
    }

    private static Optional<Map<String, Object>> spec(
            Section module, Optional<String> timeout, String prober, Function<Section, Map<String, Object>> kind) {
        var own = module.section(prober);
        var families = families(own);
        var spec = new LinkedHashMap<>(kind.apply(own));
        families.ifPresent(family -> spec.put("families", List.of(family)));
        timeout.ifPresent(time -> spec.put("timeout", time));
        return Optional.of(spec);
    }

    /// The other family is no way out here: a series is of one.
    private static Optional<String> families(Section own) {
        var _ = own.take("ip_protocol_fallback");
        return own.text("preferred_ip_protocol").map(family -> family.equals("ip4") ? "ipv4" : "ipv6");
    }
}
