package io.waddleperf.api.series;

import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which chart is wanted.
///
/// @param family null: that of the only series
/// @param points at most
record SeriesRequest(
        String probe, String target, String check, @Nullable Family family, Instant from, Instant to, int points) {
    private static final Duration DEFAULT_RANGE = Duration.ofHours(1);
    private static final Duration LONGEST_RANGE = Duration.ofDays(400);

    /// Steps that fall together with what clocks show, so that a chart that moves on keeps its points.
    private static final long[] STEPS_US = microseconds(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7));

    private static long[] microseconds(Duration... steps) {
        return Arrays.stream(steps).mapToLong(step -> step.toNanos() / 1_000).toArray();
    }

    static SeriesRequest of(Parameters query, Instant now) {
        String probe = query.required("probe", query.name("probe"));
        String target = query.required("target", query.name("target"));
        String check = query.required("check", query.name("check"));
        Family family = query.choice("family", Parameters.known(Family.values()));
        Instant to = Objects.requireNonNullElse(query.instant("to"), now);
        Instant from = Objects.requireNonNullElse(query.instant("from"), to.minus(DEFAULT_RANGE));
        int points = query.integer("points", 300, 10, 5_000);
        query.require(from.isBefore(to), "from", "must be before to");
        query.require(
                Duration.between(from, to).compareTo(LONGEST_RANGE) <= 0,
                "from",
                "must be at most " + LONGEST_RANGE.toDays() + " days before to");
        query.check();
        return new SeriesRequest(
                Objects.requireNonNull(probe),
                Objects.requireNonNull(target),
                Objects.requireNonNull(check),
                family,
                from,
                to,
                points);
    }

    /// The shortest step with which the range needs no more points than wanted.
    long stepUs() {
        long least = Duration.between(from, to).dividedBy(points - 1).toNanos() / 1_000;
        return Arrays.stream(STEPS_US)
                .filter(stepUs -> stepUs >= least)
                .findFirst()
                .orElse(least);
    }
}
