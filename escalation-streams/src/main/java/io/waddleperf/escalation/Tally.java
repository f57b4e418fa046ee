package io.waddleperf.escalation;

import java.util.concurrent.atomic.LongAdder;

/// What became of the records: read = counted + duplicates + malformed.
final class Tally {
    final LongAdder read = new LongAdder();
    final LongAdder counted = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder malformed = new LongAdder();
}
