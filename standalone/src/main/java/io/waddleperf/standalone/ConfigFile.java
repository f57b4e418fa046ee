package io.waddleperf.standalone;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.Threshold;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/// The file of `--config`: targets, checks, schedules and rules. docs/reference/config-file.md shows it.
///
/// Versions and creation times are the configuration store's to give.
record ConfigFile(List<Target> targets, List<Schedule> schedules, List<Threshold> thresholds) {
    private static final long MOST_BYTES = 16 << 20;
    private static final long USUAL_INTERVAL_US = 60_000_000;

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
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new StartException(name + ':' + line + ": not YAML: " + e.getProblem(), e);
        } catch (YAMLException e) { // a character, a depth or a count of aliases that is not allowed
            String complaint =
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new StartException(name + ":1: not YAML: " + complaint, e);
        }
        if (root == null) {
            throw new StartException(name + ":1: the file is empty; it needs targets");
        }
        return new YamlMap(name, "", root).as(ConfigFile::of);
    }

    private static ConfigFile of(YamlMap file) {
        var targetMaps = file.maps("targets");
        var targets = unique(targetMaps, map -> map.as(ConfigFile::target), Target::id);
        ConfigRules.requireDependencies(targetMaps, targets);
        var checks = unique(file.maps("checks"), map -> map.as(ConfigFile::check), Check::name);
        for (Test test : Test.values()) {
            if (test != Test.UNKNOWN) {
                checks.putIfAbsent(test.wireName(), Check.defaultOf(test));
            }
        }
        Function<YamlMap, Schedule> schedule = map -> schedule(map, targets, checks);
        var schedules = unique(file.maps("schedules"), map -> map.as(schedule), Schedule::id);
        var rules = unique(file.maps("thresholds"), map -> map.as(ConfigRules::threshold), Threshold::id);
        if (targets.isEmpty()) {
            throw file.wrong("targets", "needs at least one target");
        }
        return new ConfigFile(
                List.copyOf(targets.values()), List.copyOf(schedules.values()), List.copyOf(rules.values()));
    }

    private static <T> Map<String, T> unique(List<YamlMap> maps, Function<YamlMap, T> make, Function<T, String> id) {
        var all = new LinkedHashMap<String, T>();
        for (YamlMap map : maps) {
            T made = make.apply(map);
            if (all.putIfAbsent(id.apply(made), made) != null) {
                throw map.wrong("\"" + id.apply(made) + "\" stands twice");
            }
        }
        return all;
    }

    private static Target target(YamlMap map) {
        String address = map.text("address");
        String id = Objects.requireNonNull(map.textOr("id", Addresses.id(address)));
        boolean owned = map.flag("owned", Addresses.isPrivate(address));
        var dependsOn = map.texts("dependsOn");
        return new Target(id, address, owned, map.textMap("labels"), 1, dependsOn.isEmpty() ? null : dependsOn);
    }

    private static Check check(YamlMap map) {
        String name = map.text("name");
        if (testNamed(name) != null) {
            throw map.wrong(
                    "name", "\"" + name + "\" is the test with its defaults; choose another, such as " + name + "-2");
        }
        Test test = Objects.requireNonNull(map.valueOr("test", Test.UNKNOWN, ConfigFile::test));
        if (test == Test.UNKNOWN) {
            throw map.wrong("test", "is missing; it must be one of " + tests());
        }
        var families = map.texts("families").stream().map(ConfigFile::family).toList();
        return new Check(name, CheckFields.spec(map, test), families, interval(map, "every"));
    }

    private static Schedule schedule(YamlMap map, Map<String, Target> targets, Map<String, Check> checks) {
        var targetIds = known(map, "targets", targets);
        Long intervalUs = interval(map, "interval");
        var timing = ConfigTiming.of(map);
        if (intervalUs != null && timing != null && timing.cron() != null) {
            throw map.wrong("interval", "stands beside cron: say one of them");
        }
        return new Schedule(
                map.text("id"),
                map.flag("enabled", true),
                known(map, "probes", Map.of(Watchlist.PROBE, "")),
                targetIds.isEmpty() ? List.copyOf(targets.keySet()) : targetIds,
                checks(map, "checks", checks),
                intervalUs == null ? USUAL_INTERVAL_US : intervalUs,
                Instant.EPOCH,
                1,
                ConfigRules.escalation(map, checks),
                timing);
    }

    /// How often something runs, null where nothing is said.
    private static @Nullable Long interval(YamlMap map, String key) {
        Long intervalUs = map.valueOr(key, null, text -> Units.micros(key, text));
        if (intervalUs != null && (intervalUs < Schedule.SHORTEST_US || intervalUs > Schedule.LONGEST_US)) {
            throw map.wrong(key, "must be 1s to 24h");
        }
        return intervalUs;
    }

    /// The checks that are named there.
    static List<Check> checks(YamlMap map, String key, Map<String, Check> checks) {
        return known(map, key, checks).stream()
                .map(name -> Objects.requireNonNull(checks.get(name)))
                .toList();
    }

    /// The names that stand there, each of which is known.
    static List<String> known(YamlMap map, String key, Map<String, ?> known) {
        var names = map.texts(key);
        names.stream().filter(name -> !known.containsKey(name)).findFirst().ifPresent(name -> {
            throw map.wrong(key, "\"" + name + "\" is not known; known: " + String.join(", ", known.keySet()));
        });
        return names;
    }

    private static @Nullable Test testNamed(String name) {
        return Arrays.stream(Test.values())
                .filter(test -> test != Test.UNKNOWN && test.wireName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Test test(String name) {
        Test test = testNamed(name);
        if (test == null) {
            throw new IllegalArgumentException("test must be one of " + tests() + ", not " + name);
        }
        return test;
    }

    private static String tests() {
        return Arrays.stream(Test.values())
                .filter(test -> test != Test.UNKNOWN)
                .map(Test::wireName)
                .collect(Collectors.joining(", "));
    }

    private static Family family(String name) {
        return switch (name) {
            case "ipv4" -> Family.IPV4;
            case "ipv6" -> Family.IPV6;
            default -> throw new IllegalArgumentException("families must be ipv4 or ipv6, not " + name);
        };
    }
}
