package io.waddleperf.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part of what a series did in a minute or an hour of its due times; the parts of one window add
/// up.
///
/// A window has one part, and another one for results that came after it was told. A part is told
/// again where more came to it: the one with more results replaces the other.
///
/// @param part     the id of its first result: (series, lengthUs, start, part) is its key
/// @param results  that it counts
/// @param answered of these measured something
/// @param failed   asked and got no answer
/// @param sent     packets, 0 for tests without
/// @param metric   the test's headline, which the other numbers are of; its name ends with their unit
/// @param min      null where nothing was measured, as are the others
/// @param sketch   a DDSketch with 1 % relative accuracy (Masson et al., VLDB 2019), base64 of
///                 DataDog's protobuf form; sketches merge
public record Rollup(
        String probe,
        String target,
        String check,
        Test test,
        Family family,
        int tier,
        Instant start,
        long lengthUs,
        UUID part,
        int results,
        int answered,
        int failed,
        long sent,
        long received,
        String metric,
        @Nullable Double min,
        @Nullable Double mean,
        @Nullable Double max,
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99,
        @Nullable String sketch) {
    public static final long MINUTE_US = 60_000_000L;
    public static final long HOUR_US = 3_600_000_000L;

    public Rollup {
        Require.name("probe", probe);
        Require.name("target", target);
        Require.name("check", check);
        Require.present("test", test);
        Require.present("family", family);
        Require.range("tier", tier, 1, 3);
        start = Require.micros("start", start);
        Require.that(lengthUs == MINUTE_US || lengthUs == HOUR_US, "lengthUs", lengthUs, "must be a minute or an hour");
        Require.present("part", part);
        Require.present("metric", metric);
        Require.range("results", results, 1, Integer.MAX_VALUE);
        Require.range("answered", answered, 0, results);
        Require.range("failed", failed, 0, results);
    }

    /// The number of this rollup's series ([Ids#series]).
    public long series() {
        return Ids.series(probe, target, check, family);
    }
}
