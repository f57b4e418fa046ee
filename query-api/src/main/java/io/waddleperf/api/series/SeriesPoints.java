package io.waddleperf.api.series;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer: a series and its points.
///
/// @param stepUs   the time that a point stands for; 0: each point is one result
/// @param headline the metric that `minUs`, `p50Us`, `meanUs`, `p95Us` and `maxUs` are of
public record SeriesPoints(Name series, Instant from, Instant to, long stepUs, String headline, List<Point> points) {
    public SeriesPoints {
        points = List.copyOf(points);
    }

    /// What a series is called.
    public record Name(String probe, String target, String check, String test, String family) {}

    /// One step; numbers are null where nothing was measured.
    ///
    /// @param at         begin of the step, or due time of the result
    /// @param count      results
    /// @param unanswered of these failed or timed out
    /// @param p50Us      the median; of several results the mean of theirs, of minutes or hours that of all values
    ///                   (to 1 %): of pings those of their packets, of other tests their headline
    /// @param p95Us      the worst of the results'; where a step is made of minutes or hours, that of all the same
    ///                   values (to 1 %), and the worst of these where a sketch of one cannot be read
    public record Point(
            Instant at,
            long count,
            long unanswered,
            @Nullable Double minUs,
            @Nullable Double p50Us,
            @Nullable Double meanUs,
            @Nullable Double p95Us,
            @Nullable Double maxUs,
            @Nullable Double lossRatio) {}
}
