package io.waddleperf.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A test with its parameters, named in a schedule: `ping`, `ping-1400`, `login-page`.
///
/// @param families each makes a series of its own; empty: the target's ([Target#families])
/// @param intervalUs instead of the schedule's; null: the schedule's
public record Check(
        String name,
        TestSpec spec,
        List<Family> families,
        @Nullable Long intervalUs) {
    /// Keeps the last good way of a path known.
    public static final Check BACKGROUND_TRACEROUTE =
            new Check("traceroute", TracerouteSpec.DEFAULT, List.of(), 900_000_000L);

    public Check {
        Require.name("check", name);
        Require.present("spec", spec);
        families = List.copyOf(families);
        if (intervalUs != null) {
            Require.range("intervalUs", intervalUs, Schedule.SHORTEST_US, Schedule.LONGEST_US);
        }
    }

    public Check(String name, TestSpec spec, List<Family> families) {
        this(name, spec, families, null);
    }

    /// The same in other families.
    public Check in(List<Family> others) {
        return new Check(name, spec, others, intervalUs);
    }

    /// How often it runs in that schedule. Where a cron says when, it says so for all checks.
    public long intervalUsIn(Schedule schedule) {
        return intervalUs == null || schedule.byCron() ? schedule.intervalUs() : intervalUs;
    }

    /// The check that bears its test's name and has its default parameters.
    public static Check defaultOf(Test test) {
        return new Check(test.wireName(), TestSpec.defaultOf(test), List.of());
    }
}
