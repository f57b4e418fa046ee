package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Ids;
import java.util.Set;

/// A scheduled series of exclusive tests.
///
/// @param name   in words
/// @param ends   that each of them holds
/// @param holdUs for how long
record ExclusiveSeries(long id, String name, Set<String> ends, long intervalUs, long holdUs) {
    static ExclusiveSeries of(String probe, Assignment.Item item) {
        return new ExclusiveSeries(
                Ids.series(probe, item.target().id(), item.check(), item.family()),
                item.check() + " from " + probe + " to " + item.target().id() + " (schedule " + item.schedule() + ')',
                Ends.of(probe, item.target()),
                item.intervalUs(),
                Hold.us(item.spec()));
    }

    /// The part of all time for which it holds its ends.
    double share() {
        return (double) holdUs / intervalUs;
    }

    /// That any series has.
    long usualPhaseUs() {
        return Math.floorMod(id, intervalUs);
    }
}
