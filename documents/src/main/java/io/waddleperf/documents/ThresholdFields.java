package io.waddleperf.documents;

import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import io.waddleperf.contracts.WireName;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is a breach: docs/reference/config-file.md shows the fields.
public final class ThresholdFields {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private ThresholdFields() {}

    /// @param id its name, which stands elsewhere too
    public static Threshold read(FieldMap map, String id) {
        Thresholds.requireFree(id);
        int tier = map.number("tier", 1);
        String metric = map.value("metric", ThresholdFields::metric);
        // tier 1 is confirmed by testing again; a deeper tier is itself the confirmation
        return new Threshold(
                id,
                map.flag("enabled", true),
                map.textMap("match"),
                metric,
                tier,
                map.value("enter", text -> amount(metric, "enter", text)),
                map.valueOr("exit", null, text -> amount(metric, "exit", text)),
                map.number("breaches", tier == 1 ? 2 : 1),
                map.number("of", tier == 1 ? 3 : 1),
                map.number("clears", 3),
                Objects.requireNonNull(map.valueOr("severity", Severity.WARNING, ThresholdFields::severity)),
                map.texts("countsAlso").stream().map(ThresholdFields::doubt).toList(),
                1);
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
}
