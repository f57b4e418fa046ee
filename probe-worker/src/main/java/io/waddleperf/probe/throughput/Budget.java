package io.waddleperf.probe.throughput;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The bytes that all streams of a direction may still send together.
public final class Budget {
    private final AtomicLong left;

    private Budget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /// @param limitBytes null for none
    public static Budget of(@Nullable Long limitBytes) {
        return new Budget(limitBytes == null ? Long.MAX_VALUE : limitBytes);
    }

    /// Up to as many as are wanted; 0 when all are spent.
    public int take(int wanted) {
        long before = left.getAndUpdate(bytes -> bytes - Math.min(bytes, wanted));
        return (int) Math.min(before, wanted);
    }
}
