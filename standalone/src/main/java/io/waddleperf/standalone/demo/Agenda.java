package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Results that wait for the end of their test, given out at no more than 50 a second.
///
/// Pure: the caller brings the time, in nanoseconds since it was made. Not safe for threads.
final class Agenda {
    static final int MOST_A_SECOND = 50;
    static final int MOST_WAITING = 2_000;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long STEP_NANOS = SECOND_NANOS / MOST_A_SECOND;

    private record Entry(long dueNanos, Result result) {}

    private final PriorityQueue<Entry> waiting = new PriorityQueue<>(Comparator.comparingLong(Entry::dueNanos));
    private long nextNanos;

    /// Whether no more commands should be read now.
    boolean full() {
        return waiting.size() >= MOST_WAITING;
    }

    void add(long dueNanos, Result result) {
        waiting.add(new Entry(dueNanos, result));
    }

    /// What is due and within the pace; a pause saves up for a burst of one second at most.
    List<Result> due(long nowNanos) {
        var due = new ArrayList<Result>();
        nextNanos = Math.max(nextNanos, nowNanos - SECOND_NANOS + STEP_NANOS);
        while (nextNanos <= nowNanos && !waiting.isEmpty() && waiting.peek().dueNanos() <= nowNanos) {
            due.add(waiting.remove().result());
            nextNanos += STEP_NANOS;
        }
        return due;
    }

    /// How many tests of the probe have not ended.
    int running(String probe) {
        return (int) waiting.stream()
                .filter(entry -> entry.result().probe().equals(probe))
                .count();
    }
}
