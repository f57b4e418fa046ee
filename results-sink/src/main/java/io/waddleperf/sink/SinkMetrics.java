package io.waddleperf.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waddleperf.contracts.signing.Signatures;
import io.waddleperf.database.WriteFailure;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

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
