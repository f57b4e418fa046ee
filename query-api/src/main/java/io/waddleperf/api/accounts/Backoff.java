package io.waddleperf.api.accounts;

import java.time.Duration;
import java.time.Instant;

/// How long to wait after failed attempts: some are free, then the wait doubles with each.
///
/// @param free  attempts without a wait
/// @param most  the longest wait
record Backoff(int free, Duration most) {
    /// After so long without an attempt all is forgotten.
    static final Duration FORGOTTEN = Duration.ofHours(1);

    /// One account from one address: who guesses.
    static final Backoff PAIR = new Backoff(5, Duration.ofMinutes(15));
    /// One address, whatever account: who tries names. Many people may share it.
    static final Backoff SOURCE = new Backoff(30, Duration.ofMinutes(15));
    /// One account, from wherever: guesses by many machines. Its owner must get in all the same,
    /// so the wait is short.
    static final Backoff ACCOUNT = new Backoff(50, Duration.ofSeconds(20));

    /// What is known of earlier attempts.
    record Failures(int count, Instant lastAt) {
        static final Failures NONE = new Failures(0, Instant.EPOCH);

        Failures asOf(Instant now) {
            return lastAt.plus(FORGOTTEN).isBefore(now) ? NONE : this;
        }
    }

    /// @return zero where the next attempt may be made now
    Duration wait(Failures failures, Instant now) {
        var current = failures.asOf(now);
        if (current.count < free) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(current.count - free, 20);
        Duration pause = most.toSeconds() < seconds ? most : Duration.ofSeconds(seconds);
        Duration left = Duration.between(now, current.lastAt.plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
