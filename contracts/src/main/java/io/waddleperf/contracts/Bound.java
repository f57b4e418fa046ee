package io.waddleperf.contracts;

/// A limit of one metric; a value on its wrong side is a breach.
public record Bound(String metric, double limit) {
    public Bound {
        Require.present("metric", metric);
        Require.that(Double.isFinite(limit), "limit", limit, "must be a finite number");
    }

    public static Bound of(Metric metric, double limit) {
        return new Bound(metric.wireName(), limit);
    }

    /// How far a value of this metric is from the limit: above 1 it breaches.
    public double load(double value) {
        Metric known = Metric.ofWireName(metric);
        return switch (known == null ? Metric.Worse.HIGHER : known.worse()) {
            case HIGHER -> value / Math.max(limit, Double.MIN_NORMAL);
            case LOWER -> value >= limit ? limit / Math.max(value, 1) : 1 + (limit - value) / limit;
        };
    }

    /// Whether a result with these numbers is beyond it; not so where it has no such number.
    ///
    /// One result tells [Threshold#RECENT_LOSS] only by its own packets; [Threshold#UNANSWERED] is no
    /// number of a result, but its outcome.
    public boolean breachedBy(Metrics metrics) {
        Metric known = metric.equals(Threshold.RECENT_LOSS) ? Metric.LOSS_RATIO : Metric.ofWireName(metric);
        return known != null
                && metrics.get(known).isPresent()
                && load(metrics.get(known).getAsDouble()) > 1;
    }
}
