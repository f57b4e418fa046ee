package io.waddleperf.contracts;

import java.time.Instant;
import java.util.List;

/// A probe's part of all schedules.
public record Assignment(String probe, List<Item> items, Instant at, long version) {
    public Assignment {
        Require.name("probe", probe);
        at = Require.micros("at", at);
        items = List.copyOf(items);
    }

    /// One series that the probe tests.
    ///
    /// @param phaseUs  where in the interval, counted from the epoch, its slots lie
    /// @param firstAt  its immediate slot, before the first in phase
    /// @param bounds   a result outside them is sent at once
    public record Item(
            String schedule,
            Target target,
            String check,
            Family family,
            TestSpec spec,
            long intervalUs,
            long phaseUs,
            Instant firstAt,
            List<Bound> bounds) {
        public Item {
            Require.name("schedule", schedule);
            Require.present("target", target);
            Require.name("check", check);
            Require.present("family", family);
            Require.present("spec", spec);
            Require.range("intervalUs", intervalUs, Schedule.SHORTEST_US, Schedule.LONGEST_US);
            Require.that(phaseUs >= 0 && phaseUs < intervalUs, "phaseUs", phaseUs, "must be within the interval");
            firstAt = Require.micros("firstAt", firstAt);
            bounds = List.copyOf(bounds);
        }
    }
}
