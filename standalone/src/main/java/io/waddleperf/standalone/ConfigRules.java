package io.waddleperf.standalone;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import io.waddleperf.contracts.WireName;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules in the file of `--config`: what is a breach, how far a schedule escalates, and which
/// target lies before which.
final class ConfigRules {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private ConfigRules() {}

    static Threshold threshold(YamlMap map) {
        String id = map.text("id");
        Thresholds.requireFree(id);
        int tier = number(map, "tier", 1);
        String metric = required(map, "metric", ConfigRules::metric);
        // tier 1 is confirmed by testing again; a deeper tier is itself the confirmation
        return new Threshold(
                id,
                map.flag("enabled", true),
                map.textMap("match"),
                metric,
                tier,
                required(map, "enter", text -> amount(metric, "enter", text)),
                map.valueOr("exit", null, text -> amount(metric, "exit", text)),
                number(map, "breaches", tier == 1 ? 2 : 1),
                number(map, "of", tier == 1 ? 3 : 1),
                number(map, "clears", 3),
                Objects.requireNonNull(map.valueOr("severity", Severity.WARNING, ConfigRules::severity)),
                map.texts("countsAlso").stream().map(ConfigRules::doubt).toList(),
                1);
    }

    /// @return null where the schedule does not say how far it goes
    static @Nullable EscalationPlan escalation(YamlMap schedule, Map<String, Check> checks) {
        YamlMap map = schedule.mapOrNull("escalation");
        return map == null ? null : map.as(plan -> plan(plan, checks));
    }

    private static EscalationPlan plan(YamlMap map, Map<String, Check> checks) {
        var usual = EscalationPlan.DEFAULT;
        return new EscalationPlan(
                number(map, "deepestTier", usual.deepestTier()),
                map.flag("approveTier3", usual.approveTier3()),
                micros(map, "confirmEvery", usual.confirmEveryUs(), "500ms", "60s"),
                micros(map, "tier2CoolDown", usual.tier2CoolDownUs(), "1s", "24h"),
                micros(map, "tier3CoolDown", usual.tier3CoolDownUs(), "1s", "24h"),
                ConfigFile.checks(map, "tier2", checks),
                ConfigFile.checks(map, "tier3", checks));
    }

    /// @param maps    of all targets
    /// @param targets what was read of them
    static void requireDependencies(List<YamlMap> maps, Map<String, Target> targets) {
        var ids = List.copyOf(targets.keySet());
        for (int i = 0; i < ids.size(); i++) {
            ConfigFile.known(maps.get(i), "dependsOn", targets);
        }
        for (int i = 0; i < ids.size(); i++) {
            var before = new HashSet<String>();
            addAllBefore(ids.get(i), targets, before);
            if (before.contains(ids.get(i))) {
                throw maps.get(i).wrong("dependsOn", "leads back to \"" + ids.get(i) + "\" itself");
            }
        }
    }

    private static void addAllBefore(String id, Map<String, Target> targets, Set<String> before) {
        Objects.requireNonNull(targets.get(id)).dependsOnOrNone().stream()
                .filter(before::add)
                .forEach(next -> addAllBefore(next, targets, before));
    }

    private static String metric(String name) {
        var all = Stream.concat(
                        Arrays.stream(Metric.values()).map(Metric::wireName),
                        Stream.of(Threshold.RECENT_LOSS, Threshold.UNANSWERED))
                .sorted()
                .toList();
        if (!all.contains(name)) {
            throw new IllegalArgumentException("metric must be one of " + String.join(", ", all) + ", not " + name);
        }
        return name;
    }

    /// A number in the metric's unit; where that is microseconds, also a time.
    private static double amount(String metric, String field, String text) {
        if (NUMBER.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        if (metric.endsWith("Us")) {
            return Units.micros(field, text);
        }
        throw new IllegalArgumentException(field + " must be a number such as 20 or 0.05, not " + text);
    }

    private static Severity severity(String name) {
        return named("severity", name, List.of(Severity.WARNING, Severity.CRITICAL));
    }

    private static Doubt doubt(String name) {
        return named("countsAlso", name, List.of(Doubt.ISOLATED, Doubt.UNDER_LOAD, Doubt.AUTONOMOUS));
    }

    private static <T extends WireName> T named(String field, String name, List<T> allowed) {
        return allowed.stream()
                .filter(one -> one.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + " must be one of "
                        + allowed.stream().map(WireName::wireName).collect(Collectors.joining(", "))
                        + ", not " + name));
    }

    private static <T> T required(YamlMap map, String key, Function<String, T> parse) {
        var _ = map.text(key); // complains where there is none
        return Objects.requireNonNull(map.valueOr(key, null, parse));
    }

    private static int number(YamlMap map, String key, int otherwise) {
        return Objects.requireNonNull(map.valueOr(key, otherwise, Integer::valueOf));
    }

    private static long micros(YamlMap map, String key, long otherwise, String least, String most) {
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
