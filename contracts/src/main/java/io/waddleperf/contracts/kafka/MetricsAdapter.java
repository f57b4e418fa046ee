package io.waddleperf.contracts.kafka;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;

/// An object from metric name to number; whole numbers are written without a fraction.
final class MetricsAdapter implements JsonAdapter<Metrics> {
    /// Above it a double is written as it is: 2^53, the last whole number it holds exactly.
    private static final double MOST_EXACT = 9_007_199_254_740_992.0;

    @Override
    public void toJson(JsonWriter writer, Metrics metrics) {
        writer.beginObject();
        metrics.values().forEach((metric, value) -> {
            writer.name(metric.wireName());
            if (value == Math.rint(value) && Math.abs(value) < MOST_EXACT) {
                writer.value(value.longValue());
            } else {
                writer.value(value.doubleValue());
            }
        });
        writer.endObject();
    }

    @Override
    public Metrics fromJson(JsonReader reader) {
        var metrics = Metrics.builder();
        reader.beginObject();
        while (reader.hasNextField()) {
            Metric metric = Metric.ofWireName(reader.nextField());
            if (metric == null || reader.isNullValue()) {
                reader.skipValue();
            } else {
                metrics.put(metric, reader.readDouble());
            }
        }
        reader.endObject();
        return metrics.build();
    }
}
