package io.waddleperf.api.accounts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A bucket of requests for each caller: it fills at a steady rate up to a burst, and each request
/// takes one out.
final class Buckets {
    /// Whoever has not asked for the longest is forgotten first, and so has a full bucket again.
    private static final int MOST = 10_000;

    private final double perSecond;
    private final double burst;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    Buckets(double perSecond, double burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    private record Bucket(double left, long atNs) {}

    /// @return how long to wait; zero where the request may go on
    synchronized Duration take(String key, long nowNs) {
        Bucket before = buckets.getOrDefault(key, new Bucket(burst, nowNs));
        double left = Math.min(burst, before.left + perSecond * (nowNs - before.atNs) / 1e9);
        if (left < 1) {
            buckets.put(key, new Bucket(left, nowNs));
            return Duration.ofNanos((long) ((1 - left) / perSecond * 1e9));
        }
        buckets.put(key, new Bucket(left - 1, nowNs));
        return Duration.ZERO;
    }
}
