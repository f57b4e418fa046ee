package io.waddleperf.probe.measure;

/// Waits; a test need not.
@FunctionalInterface
public interface Pause {
    /// Returns after so many nanoseconds.
    void nanos(long nanos) throws InterruptedException;
}
