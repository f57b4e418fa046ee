package io.waddleperf.probe.execution;

import java.util.concurrent.atomic.LongAdder;

/// Counts since the start: commands taken in = completed + refused + duplicates + those in hand.
public final class Tally {
    private final LongAdder completed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder duplicates = new LongAdder();

    void countCompleted() {
        completed.increment();
    }

    void countRefused() {
        refused.increment();
    }

    void countDuplicate() {
        duplicates.increment();
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
}
