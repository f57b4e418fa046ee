package io.waddleperf.probe.admission;

import java.util.OptionalLong;

/// So many a second, with a burst of two seconds' worth, and a queue of five; the caller brings the
/// time and does the waiting.
final class TokenBucket {
    private static final double BURST_SECONDS = 2;
    private static final double QUEUE_SECONDS = 5;

    private final double perSecond;
    private double tokens;
    private long filledAtNanos;

    TokenBucket(double perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.tokens = perSecond * BURST_SECONDS;
        this.filledAtNanos = nowNanos;
    }

    /// How long to wait for a token that is taken; empty where the queue is full.
    OptionalLong take(long nowNanos) {
        tokens = Math.min(perSecond * BURST_SECONDS, tokens + (nowNanos - filledAtNanos) / 1e9 * perSecond);
        filledAtNanos = nowNanos;
        if (tokens - 1 < -perSecond * QUEUE_SECONDS) {
            return OptionalLong.empty();
        }
        tokens--;
        return OptionalLong.of(Math.round(Math.max(0, -tokens / perSecond) * 1e9));
    }

    void giveBack() {
        tokens++;
    }
}
