package io.waddleperf.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waddleperf.database.WriteFailure;
import java.util.Locale;

/// The sink in numbers.
final class SinkMetrics {
    private final Counter latest;
    private final MeterRegistry registry;

    SinkMetrics(MeterRegistry registry) {
        latest = Counter.builder("waddleperf.sink.latest.flushed")
                .description("States of series written")
                .register(registry);
        this.registry = registry;
    }

    /// @param topic without its prefix
    LaneMetrics lane(String topic) {
        return new LaneMetrics(registry, topic);
    }

    void flushed(int series) {
        latest.increment(series);
    }

    void retried(WriteFailure failure) {
        Counter.builder("waddleperf.sink.retries")
                .description("Transactions run again, by what failed")
                .tag("failure", failure.name().toLowerCase(Locale.ROOT))
                .register(registry) // the same one each time
                .increment();
    }
}
