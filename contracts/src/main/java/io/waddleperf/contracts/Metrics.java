package io.waddleperf.contracts;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/// The numbers of one result: a JSON object from metric name to number.
public record Metrics(Map<Metric, Double> values) {
    public static final Metrics NONE = new Metrics(Map.of());

    public Metrics {
        values = Collections.unmodifiableMap(values instanceof Rounded rounded ? rounded.clone() : new Rounded(values));
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
        private final Rounded values = new Rounded(Map.of());

        private Builder() {}

        /// @throws IllegalArgumentException where the value is no finite number
        public Builder put(Metric metric, double value) {
            values.put(metric, value);
            return this;
        }

        public Metrics build() {
            return new Metrics(values);
        }
    }

    /// Every result has these numbers made three times: what is rounded already is only copied.
    private static final class Rounded extends EnumMap<Metric, Double> {
        private static final long serialVersionUID = 1;

        private Rounded(Map<Metric, Double> values) {
            super(Metric.class);
            values.forEach(this::put);
        }

        @Override
        public Double put(Metric metric, Double value) {
            double rounded = Math.rint(value * 1e6) / 1e6; // a picosecond is enough, and shorter
            Require.that(Double.isFinite(rounded), metric.wireName(), value, "must be a finite number");
            return super.put(metric, rounded);
        }
    }
}
