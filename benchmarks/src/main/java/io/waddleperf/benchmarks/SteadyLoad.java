package io.waddleperf.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/// The results of a simulated fleet at one rate, in a thread of its own, until it is stopped.
final class SteadyLoad implements AutoCloseable {
    private static final Duration TURN = Duration.ofSeconds(1);

    private final SimulatedFleet fleet;
    private final Thread thread;
    private volatile boolean stopping;

    /// @param rate results a second
    SteadyLoad(SimulatedFleet fleet, double rate, Clock clock) {
        this.fleet = fleet;
        thread = Thread.ofPlatform().daemon().name("load").start(() -> {
            while (!stopping) {
                fleet.send(clock.instant(), rate, TURN);
            }
        });
    }

    /// Returns when Kafka has taken all of it.
    ///
    /// @throws IllegalStateException where it has refused some
    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
        fleet.flush();
        if (fleet.refused() > 0) {
            throw new IllegalStateException(fleet.refused() + " results were not taken by Kafka");
        }
    }

    /// Of all that was sent.
    Set<UUID> ids() {
        return fleet.ids();
    }

    @Override
    public void close() {
        stopping = true;
    }
}
