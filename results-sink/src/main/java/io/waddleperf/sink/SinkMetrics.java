package io.waddleperf.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.waddleperf.contracts.signing.Signatures;
import io.waddleperf.database.WriteFailure;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// The sink in numbers.
final class SinkMetrics {
    private final Counter latest;
    private final MeterRegistry registry;
    /// From the start on: of a counter that begins with its first failure, no rate would show that.
    private final Map<WriteFailure, Counter> retries = new EnumMap<>(WriteFailure.class);

    SinkMetrics(MeterRegistry registry) {
        latest = Counter.builder("waddleperf.sink.latest.flushed")
                .description("States of series written")
                .register(registry);
        this.registry = registry;
        for (var failure : WriteFailure.values()) {
            retries.put(
                    failure,
                    Counter.builder("waddleperf.sink.retries")
                            .description("Transactions run again, by what failed")
                            .tag("failure", failure.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /// @param topic without its prefix
    LaneMetrics lane(String topic) {
        return new LaneMetrics(registry, topic);
    }

    void signatures(Signatures signatures) {
        count("verified", signatures.verified());
        count("unsigned", signatures.unsigned());
        count("forged", signatures.forged());
    }

    private void count(String signature, LongAdder count) {
        FunctionCounter.builder("waddleperf.sink.signatures", count, LongAdder::doubleValue)
                .description("Results whose signature was looked at, by what was found")
                .tag("signature", signature)
                .register(registry);
    }

    void database(DatabaseState database) {
        Gauge.builder(
                        "waddleperf.sink.waiting",
                        database,
                        state -> state.problems().isEmpty() ? 0 : 1)
                .description("1 while the database does not take what is to be written, or does not answer")
                .register(registry);
    }

    void upkeep(Upkeep upkeep) {
        Gauge.builder("waddleperf.sink.partitions.end.timestamp", upkeep, Upkeep::partitionsEnd)
                .description(
                        "When results or rollups of minutes would first find no partition, as seen in the last hour")
                .baseUnit("seconds")
                .register(registry);
    }

    void flushed(int series) {
        latest.increment(series);
    }

    void retried(WriteFailure failure) {
        Objects.requireNonNull(retries.get(failure)).increment();
    }
}
