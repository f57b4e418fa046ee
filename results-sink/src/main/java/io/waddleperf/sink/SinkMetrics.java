package io.waddleperf.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waddleperf.database.WriteFailure;
import java.util.Locale;

/// The sink in numbers: received = stored + dead, once a batch is done.
final class SinkMetrics {
    private final Counter received;
    private final Counter stored;
    private final Counter dead;
    private final Counter runEventsStored;
    private final Counter runEventsDead;
    private final Counter latest;
    private final Timer batch;
    private final MeterRegistry registry;

    SinkMetrics(MeterRegistry registry) {
        received = Counter.builder("waddleperf.sink.received")
                .description("Records of the results topic taken, redelivered ones again")
                .register(registry);
        stored = ending(registry, "waddleperf.sink.results", "stored");
        dead = ending(registry, "waddleperf.sink.results", "dead");
        runEventsStored = ending(registry, "waddleperf.sink.run.events", "stored");
        runEventsDead = ending(registry, "waddleperf.sink.run.events", "dead");
        latest = Counter.builder("waddleperf.sink.latest.flushed")
                .description("States of series written")
                .register(registry);
        batch = Timer.builder("waddleperf.sink.batch")
                .description("From a batch of results to its commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.registry = registry;
    }

    private static Counter ending(MeterRegistry registry, String name, String ending) {
        return Counter.builder(name)
                .description("Records by how they ended: in the database, or in the dead letters")
                .tag("ending", ending)
                .register(registry);
    }

    Timer batch() {
        return batch;
    }

    void received(int results) {
        received.increment(results);
    }

    void results(int inDatabase, int inDeadLetters) {
        stored.increment(inDatabase);
        dead.increment(inDeadLetters);
    }

    void runEvents(int inDatabase, int inDeadLetters) {
        runEventsStored.increment(inDatabase);
        runEventsDead.increment(inDeadLetters);
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
