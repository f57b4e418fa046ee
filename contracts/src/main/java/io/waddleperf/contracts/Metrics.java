package io.waddleperf.contracts;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/// The numbers of one result: a JSON object from metric name to number.
public record Metrics(Map<Metric, Double> values) {
    public static final Metrics NONE = new Metrics(Map.of());

    public Metrics {
        var copy = new EnumMap<Metric, Double>(Metric.class);
        values.forEach((metric, value) -> {
            double rounded = Math.rint(value * 1e6) / 1e6; // a picosecond is enough, and shorter
            Require.that(Double.isFinite(rounded), metric.wireName(), value, "must be a finite number");
            copy.put(metric, rounded);
        });
        values = java.util.Collections.unmodifiableMap(copy);
    }

    public OptionalDouble get(Metric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Collects numbers in any order.
    public static final class Builder {
        private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

        private Builder() {}

        public Builder put(Metric metric, double value) {
            values.put(metric, value);
            return this;
        }

        public Metrics build() {
            return new Metrics(values);
        }
    }
}
