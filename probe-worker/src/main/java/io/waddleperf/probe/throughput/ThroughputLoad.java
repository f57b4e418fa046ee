package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Ticker;

/// Whether this probe runs a throughput test, asked for by its own command or by somebody at its
/// responder: what it measures beside it is measured under load.
public final class ThroughputLoad {
    private final Ticker ticker;
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
    Running begin() {
        synchronized (this) {
            running++;
            everRan = true;
        }
        return this::end;
    }

    private synchronized void end() {
        running--;
        endedNanos = ticker.nanos();
    }

    /// A test that runs.
    @FunctionalInterface
    interface Running extends AutoCloseable {
        @Override
        void close();
    }
}
