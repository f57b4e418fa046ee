package io.waddleperf.escalation;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.util.concurrent.atomic.LongAdder;

/// What became of the records: read = counted + duplicates + malformed.
final class Tally {
    private static final long LATE_FOR_MS = 60_000;
    private static final int LATE_STEPS = 3;

    final LongAdder read = new LongAdder();
    final LongAdder counted = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder malformed = new LongAdder();

    /// Counted, but neither breach nor clearance: late, doubtful, or in maintenance.
    final LongAdder discounted = new LongAdder();
    final LongAdder commands = new LongAdder();
    final LongAdder withheld = new LongAdder();
    final LongAdder missed = new LongAdder();
    final LongAdder incidents = new LongAdder();

    private final TimeWindowMax lateMs = new TimeWindowMax(Clock.SYSTEM, LATE_FOR_MS / LATE_STEPS, LATE_STEPS);

    /// Our own mistakes, and events that were too large to be told.
    final LongAdder faults = new LongAdder();

    /// A result is read so long after Kafka took it; by a clock that is behind, no time.
    void late(long ms) {
        lateMs.record((double) Math.max(0, ms));
    }

    /// The most in the last minute, in ms.
    double mostLateMs() {
        return lateMs.poll();
    }
}
