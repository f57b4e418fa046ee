package io.waddleperf.policy;

import java.time.Duration;
import java.time.Instant;

/// A budget that fills evenly: in any time t at most `capacity + capacity × t / per` are paid.
///
/// Counted in whole nanoseconds of refill, so that it is exact and the same on every machine. Not
/// safe for threads.
public final class TokenBucket {
    private final long fullNanos;
    private final long tokenNanos;
    private long nanos;
    private Instant filledTo;

    /// @param capacity tokens when full, and refilled in each `per`
    public TokenBucket(int capacity, Duration per, Instant now) {
        this.tokenNanos = Math.max(1, Math.ceilDiv(per.toNanos(), capacity));
        this.fullNanos = tokenNanos * capacity;
        this.nanos = fullNanos;
        this.filledTo = now;
    }

    boolean canPay(Instant now) {
        fill(now);
        return nanos >= tokenNanos;
    }

    void pay() {
        nanos -= tokenNanos;
    }

    /// What was paid before a restart is not paid again: the state is what is missing, and since when.
    public long missingNanos() {
        return fullNanos - nanos;
    }

    public Instant filledTo() {
        return filledTo;
    }

    public void restore(long missingNanos, Instant at) {
        nanos = Math.max(0, fullNanos - missingNanos);
        filledTo = at;
    }

    private void fill(Instant now) {
        if (now.isAfter(filledTo)) {
            var since = Duration.between(filledTo, now);
            long gain = since.compareTo(Duration.ofNanos(fullNanos)) >= 0 ? fullNanos : since.toNanos();
            nanos = Math.min(fullNanos, nanos + gain);
            filledTo = now;
        }
    }
}
