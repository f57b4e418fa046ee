package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Ticker;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Keeps one stream at a rate. Every block has its moment, counted from the start, so that what one
/// was late the next are not: the rate is right over any longer time.
///
/// A thread wakes 50 µs and more after the moment it asked for; what is due by then leaves at once.
public final class Pace {
    private static final long SHORTEST_PAUSE_NANOS = 50_000;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    /// What could not be sent for longer than this is not caught up with.
    private static final long MOST_ARREARS_NANOS = 250_000_000;

    private final Ticker ticker;
    private final double nanosPerByte;
    private long startNanos;

    /// @param bitsPerSecond 0: no limit
    public Pace(long bitsPerSecond, Ticker ticker) {
        this.ticker = ticker;
        this.nanosPerByte = bitsPerSecond == 0 ? 0 : 8e9 / bitsPerSecond;
        this.startNanos = ticker.nanos();
    }

    /// Returns when the next byte after so many is due, or the stream is stopped.
    public void await(long bytesSoFar, BooleanSupplier going) {
        if (nanosPerByte == 0) {
            return;
        }
        long offset = (long) (bytesSoFar * nanosPerByte);
        for (long now = ticker.nanos(); going.getAsBoolean(); now = ticker.nanos()) {
            long early = startNanos + offset - now;
            if (early <= 0) {
                startNanos += Math.max(0, -early - MOST_ARREARS_NANOS);
                return;
            }
            LockSupport.parkNanos(this, Math.clamp(early, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS));
        }
    }
}
