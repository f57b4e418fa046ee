package io.waddleperf.probe.measure;

/// A clock that only ever moves on: for durations, never for times of day.
@FunctionalInterface
public interface Ticker {
    /// Nanoseconds since some moment.
    long nanos();
}
