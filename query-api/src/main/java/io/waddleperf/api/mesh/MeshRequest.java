package io.waddleperf.api.mesh;

import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which matrix is wanted; null: any.
///
/// @param at     the last due time that counts
/// @param now    whether that is the newest of all
/// @param within how old a result may be then
record MeshRequest(
        Metric metric,
        Instant at,
        boolean now,
        Duration within,
        @Nullable String site,
        @Nullable String check,
        @Nullable Family family) {
    private static final int DEFAULT_WITHIN_S = 900;
    private static final int MOST_WITHIN_S = 86_400;
    /// Of earlier times all results within it are looked at: some 10 million of a fleet of 25,000 paths.
    private static final int MOST_WITHIN_S_THEN = 3_600;

    static MeshRequest of(Parameters query, Instant now) {
        String name = query.required("metric", query.text("metric", 64));
        Metric metric = name == null ? null : Metric.ofWireName(name);
        query.require(name == null || metric != null, "metric", "is none that results have, such as rttMeanUs");
        Instant at = query.instant("at");
        query.require(at == null || !at.isAfter(now), "at", "must not be in the future");
        int withinS = query.integer("withinS", DEFAULT_WITHIN_S, 1, MOST_WITHIN_S);
        query.require(
                at == null || withinS <= MOST_WITHIN_S_THEN,
                "withinS",
                "must be at most " + MOST_WITHIN_S_THEN + " where at is given");
        var request = new MeshRequest(
                Objects.requireNonNullElse(metric, Metric.RTT_MEAN_US),
                Objects.requireNonNullElse(at, now),
                at == null,
                Duration.ofSeconds(withinS),
                query.name("site"),
                query.name("check"),
                query.choice("family", Parameters.known(Family.values())));
        query.check();
        return request;
    }

    Instant earliest() {
        return at.minus(within);
    }

    /// What was due then or before is old, however far back is looked.
    Instant freshAfter() {
        return at.minusSeconds(DEFAULT_WITHIN_S);
    }
}
