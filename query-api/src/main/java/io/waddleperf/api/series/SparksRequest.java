package io.waddleperf.api.series;

import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Which series are wanted of the last hour.
///
/// @param from when the first step begins: steps fall together with what clocks show, so that a line that moves on
///             keeps its points
record SparksRequest(List<Wanted> series, Instant from, Instant to) {
    /// As many rows as a large screen shows.
    static final int MOST = 40;

    static final int STEPS = 30;
    private static final Duration STEP = Duration.ofMinutes(2);
    static final long STEP_US = STEP.toNanos() / 1_000;

    /// A series of either family.
    record Wanted(PathName path, String check) {
        static Wanted of(String text) {
            String[] names = text.split(" ", -1);
            Require.that(
                    names.length == 3, "series", '"' + text + '"', "must be a probe, a target and a check with blanks");
            Require.name("series", names[2]);
            return new Wanted(new PathName(names[0], names[1]), names[2]);
        }
    }

    SparksRequest {
        series = List.copyOf(series);
    }

    static SparksRequest of(Parameters query, Instant now) {
        var series = query.several("series", MOST, Wanted::of);
        query.check();
        Instant step = now.truncatedTo(ChronoUnit.HOURS);
        while (!step.plus(STEP).isAfter(now)) {
            step = step.plus(STEP);
        }
        return new SparksRequest(series.stream().distinct().toList(), step.minus(STEP.multipliedBy(STEPS - 1)), now);
    }
}
