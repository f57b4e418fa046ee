package io.waddleperf.contracts;

import java.util.List;

/// A limit of one metric; a value on its wrong side is a breach.
public record Bound(String metric, double limit) {
    public Bound {
        Require.present("metric", metric);
        Require.that(Double.isFinite(limit), "limit", limit, "must be a finite number");
    }

    /// The defaults of tier 1 in DESIGN's table of tiers.
    public static List<Bound> defaultsOf(Test test) {
        return switch (test) {
            case PING -> List.of(of(Metric.RTT_MEAN_US, 100_000), of(Metric.LOSS_RATIO, 0.05));
            case TCP -> List.of(of(Metric.CONNECT_US, 1_000_000));
            case HTTP, GRPC -> List.of(of(Metric.TOTAL_US, 2_000_000), of(Metric.CERTIFICATE_DAYS, 7));
            case DNS -> List.of(of(Metric.LOOKUP_US, 1_000_000));
            case TLS -> List.of(of(Metric.CERTIFICATE_DAYS, 7));
            case SSH -> List.of(of(Metric.TOTAL_US, 2_000_000), of(Metric.RTT_MEAN_US, 100_000));
            case UDP -> List.of(of(Metric.RTT_MEAN_US, 100_000), of(Metric.LOSS_RATIO, 0.05));
            case TRACEROUTE, MTU, SYSTEM, PORTS, THROUGHPUT, SPEEDTEST, CAPTURE, UNKNOWN -> List.of();
        };
    }

    public static Bound of(Metric metric, double limit) {
        return new Bound(metric.wireName(), limit);
    }

    /// How far a result is from this bound: above 1 it breaches, 0 where it has no such metric.
    ///
    /// One result tells [Threshold#RECENT_LOSS] only by its own packets; [Threshold#UNANSWERED] is no
    /// number of a result, but its outcome.
    public double load(Metrics metrics) {
        Metric known = metric.equals(Threshold.RECENT_LOSS) ? Metric.LOSS_RATIO : Metric.ofWireName(metric);
        if (known == null || metrics.get(known).isEmpty()) {
            return 0;
        }
        double value = metrics.get(known).getAsDouble();
        return switch (known.worse()) {
            case HIGHER -> value / Math.max(limit, Double.MIN_NORMAL);
            case LOWER -> value >= limit ? limit / Math.max(value, 1) : 1 + (limit - value) / limit;
        };
    }

    public boolean breachedBy(Metrics metrics) {
        return load(metrics) > 1;
    }
}
