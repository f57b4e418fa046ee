package io.waddleperf.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Which series is to be looked at next when: a sweep touches only those whose time has come,
/// however many there are.
final class Deadlines {
    private final PriorityQueue<Look> looks = new PriorityQueue<>(Comparator.comparing(Look::at)
            .thenComparingLong(look -> look.series().id()));

    private record Look(Instant at, SeriesView series) {}

    void add(SeriesView series, Instant at) {
        looks.add(new Look(at, series));
    }

    /// Those whose time has come, once, the longest due first.
    List<SeriesView> take(Instant now) {
        var due = new ArrayList<SeriesView>();
        while (!looks.isEmpty() && !looks.element().at().isAfter(now)) {
            due.add(looks.remove().series());
        }
        return due;
    }
}
