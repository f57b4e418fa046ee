package io.waddleperf.probe.blackbox;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// Gauges in Prometheus' text format 0.0.4, ordered by name and label as its client libraries do.
final class Exposition {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private record Family(String help, Map<String, Double> values) {}

    private final Map<String, Family> families = new TreeMap<>();

    /// The names, what they say and their help are those of blackbox_exporter.
    Exposition put(String name, String help, double value) {
        return put(name, help, "", value);
    }

    /// @param labels such as `phase="connect"`; empty: none
    Exposition put(String name, String help, String labels, double value) {
        families.computeIfAbsent(name, _ -> new Family(help, new TreeMap<>()))
                .values()
                .put(labels, value);
        return this;
    }

    /// Names with values, in the order of the names.
    static String labels(Map<String, String> values) {
        var labels = new StringJoiner(",");
        new TreeMap<>(values).forEach((name, value) -> labels.add(name + "=\"" + escaped(value) + '"'));
        return labels.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    String text() {
        var text = new StringBuilder(2_048);
        families.forEach((name, family) -> {
            text.append("# HELP ")
                    .append(name)
                    .append(' ')
                    .append(family.help())
                    .append('\n');
            text.append("# TYPE ").append(name).append(" gauge\n");
            family.values().forEach((labels, value) -> {
                text.append(name);
                if (!labels.isEmpty()) {
                    text.append('{').append(labels).append('}');
                }
                text.append(' ').append(number(value)).append('\n');
            });
        });
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
