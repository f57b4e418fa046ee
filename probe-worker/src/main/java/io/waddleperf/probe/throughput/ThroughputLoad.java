package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Ticker;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Whether this probe runs a throughput or speed test, asked for by its own command or by somebody at its
/// responder: what it measures beside it is measured under load.
public final class ThroughputLoad {
    private final Ticker ticker;
    private final Semaphore own = new Semaphore(1, true);
    private int running;
    private boolean everRan;
    private long endedNanos;

    public ThroughputLoad(Ticker ticker) {
        this.ticker = ticker;
    }

    /// Whether one ran at any moment of the last so many microseconds.
    public synchronized boolean within(long us) {
        return running > 0 || (everRan && ticker.nanos() - endedNanos <= us * 1_000);
    }

    /// Until it is closed.
    public Running begin() {
        synchronized (this) {
            running++;
            everRan = true;
        }
        return this::end;
    }

    /// Of this probe's own tests one at a time.
    ///
    /// @return empty where another did not end within so many nanoseconds
    public Optional<Running> alone(long mostNanos) throws InterruptedException {
        if (!own.tryAcquire(Math.max(0, mostNanos), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        var running = begin();
        return Optional.of(() -> {
            running.close();
            own.release();
        });
    }

    private synchronized void end() {
        running--;
        endedNanos = ticker.nanos();
    }

    /// A test that runs.
    @FunctionalInterface
    public interface Running extends AutoCloseable {
        @Override
        void close();
    }
}
