package io.waddleperf.escalation;

import java.util.concurrent.atomic.LongAdder;

/// What became of the records: read = counted + duplicates + malformed.
final class Tally {
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

    /// Our own mistakes, and events that were too large to be told.
    final LongAdder faults = new LongAdder();
}
