package io.waddleperf.probe.admission;

/// So many a second, with a burst of two seconds' worth; the caller brings the time.
final class TokenBucket {
    private static final double BURST_SECONDS = 2;

    private final double perSecond;
    private double tokens;
    private long filledAtNanos;

    TokenBucket(double perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.tokens = perSecond * BURST_SECONDS;
        this.filledAtNanos = nowNanos;
    }

    boolean tryTake(long nowNanos) {
        tokens = Math.min(perSecond * BURST_SECONDS, tokens + (nowNanos - filledAtNanos) / 1e9 * perSecond);
        filledAtNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
