package io.waddleperf.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.function.Supplier;

/// A lane in numbers: received = stored + dead, once a batch is done.
final class LaneMetrics {
    private final Counter received;
    private final Counter stored;
    private final Counter dead;
    private final Timer batch;

    /// @param topic without its prefix
    LaneMetrics(MeterRegistry registry, String topic) {
        received = Counter.builder("waddleperf.sink.received")
                .description("Records taken, redelivered ones again")
                .tag("topic", topic)
                .register(registry);
        stored = ending(registry, topic, "stored");
        dead = ending(registry, topic, "dead");
        batch = Timer.builder("waddleperf.sink.batch")
                .description("From a batch to its commit")
                .tag("topic", topic)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    private static Counter ending(MeterRegistry registry, String topic, String ending) {
        return Counter.builder("waddleperf.sink." + topic.replace('-', '.'))
                .description("Records by how they ended: in the database, or in the dead letters")
                .tag("ending", ending)
                .register(registry);
    }

    void received(int records) {
        received.increment(records);
    }

    <T> T timed(Supplier<T> work) {
        return Objects.requireNonNull(batch.record(work));
    }

    void ended(int inDatabase, int inDeadLetters) {
        stored.increment(inDatabase);
        dead.increment(inDeadLetters);
    }
}
