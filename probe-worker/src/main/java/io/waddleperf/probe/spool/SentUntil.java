package io.waddleperf.probe.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// Until when everything that was written down has been acknowledged, to the second: what is written all the time has
/// hardly a moment at which nothing is on its way.
///
/// Not safe for threads.
final class SentUntil {
    private static final Duration STEP = Duration.ofSeconds(1);

    /// Ten minutes; while Kafka is away for longer it does not matter.
    private static final int MOST = 600;

    private final Deque<Mark> marks = new ArrayDeque<>();
    private Instant until = Instant.EPOCH;

    /// What was written before that time is before that position.
    private record Mark(long position, Instant at) {}

    /// @param end where the next record begins
    void note(long end, Instant now) {
        while (!marks.isEmpty() && marks.getLast().at().isAfter(now)) {
            marks.removeLast(); // the clock was set back
        }
        boolean due = marks.isEmpty() || !now.isBefore(marks.getLast().at().plus(STEP));
        if (due && marks.size() < MOST) {
            marks.add(new Mark(end, now));
        }
    }

    /// @param sent the position before which everything has been acknowledged
    void sent(long sent) {
        while (!marks.isEmpty() && marks.getFirst().position() <= sent) {
            until = marks.removeFirst().at();
        }
    }

    /// The epoch where nothing is known: at the start, and where the clock was set back.
    Instant get(Instant now) {
        return until.isAfter(now) ? Instant.EPOCH : until;
    }
}
