package io.waddleperf.probe.execution;

import java.util.concurrent.atomic.LongAdder;

/// Counts since the start: commands taken in = completed + refused + duplicates + too late
/// + those in hand.
public final class Tally {
    private final LongAdder completed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder tooLate = new LongAdder();

    void countCompleted() {
        completed.increment();
    }

    void countRefused() {
        refused.increment();
    }

    void countDuplicate() {
        duplicates.increment();
    }

    void countTooLate() {
        tooLate.increment();
    }

    public long completed() {
        return completed.sum();
    }

    public long refused() {
        return refused.sum();
    }

    public long duplicates() {
        return duplicates.sum();
    }

    public long tooLate() {
        return tooLate.sum();
    }
}
