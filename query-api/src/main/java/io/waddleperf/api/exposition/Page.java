package io.waddleperf.api.exposition;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Gauges as OpenMetrics 1.0 has them; to readers of Prometheus' older text format what is new of it
/// is comments.
final class Page {
    private final int mostSeries;
    private final Map<Gauge, StringBuilder> families = new EnumMap<>(Gauge.class);
    private int series;
    private boolean full;

    /// @param mostSeries time series, so that one wrong label somewhere does not fill Prometheus
    Page(int mostSeries) {
        this.mostSeries = mostSeries;
    }

    /// All of a path, or nothing. Once there is no room for one, nothing more is taken: which ones
    /// are there then depends on their order only.
    ///
    /// @return whether it is on the page
    boolean add(List<Reading> path) {
        full |= series + path.size() > mostSeries;
        if (!full) {
            path.forEach(this::put);
        }
        return !full;
    }

    /// Beside what is counted.
    void put(Reading reading) {
        var lines = families.computeIfAbsent(reading.gauge(), _ -> new StringBuilder());
        lines.append(reading.gauge().metricName());
        if (!reading.labels().isEmpty()) {
            lines.append('{').append(reading.labels()).append('}');
        }
        lines.append(' ').append(number(reading.value())).append('\n');
        series++;
    }

    String text() {
        int length = families.values().stream().mapToInt(StringBuilder::length).sum();
        var text = new StringBuilder(length + families.size() * 256);
        families.forEach((gauge, lines) -> {
            String name = gauge.metricName();
            text.append("# TYPE ").append(name).append(" gauge\n");
            if (!gauge.unit().isEmpty()) {
                text.append("# UNIT ")
                        .append(name)
                        .append(' ')
                        .append(gauge.unit())
                        .append('\n');
            }
            text.append("# HELP ").append(name).append(' ').append(gauge.help()).append('\n');
            text.append(lines);
        });
        return text.append("# EOF\n").toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// As between the quotes of a label.
    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
