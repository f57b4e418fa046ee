package io.waddleperf.database;

import io.waddleperf.contracts.Require;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How often and after which pauses something is tried again.
///
/// Pauses double from `first` to `longest`, each shortened by chance to as little as half, so that
/// writers that met once do not meet again.
///
/// @param attempts in all, the first one included
public record RetryPolicy(Duration first, Duration longest, int attempts) {
    /// For conflicts on hot rows: 14 attempts were the most that three writers of one row needed.
    public static final RetryPolicy CONFLICTS = new RetryPolicy(Duration.ofMillis(5), Duration.ofMillis(500), 20);

    /// For outages: as long as it takes.
    public static final RetryPolicy OUTAGE =
            new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(2), Integer.MAX_VALUE);

    public RetryPolicy {
        Require.that(!first.isNegative(), "first", first, "must not be negative");
        Require.that(longest.compareTo(first) >= 0, "longest", longest, "must be at least " + first);
        Require.that(attempts >= 1, "attempts", attempts, "must be at least 1");
    }

    /// Whether another attempt may follow.
    ///
    /// @param failed how many attempts have failed so far
    public boolean allows(int failed) {
        return failed < attempts;
    }

    /// @param failed how many attempts have failed so far, from 1
    public Duration pause(int failed, RandomGenerator chance) {
        int doublings = Math.min(Math.max(failed - 1, 0), 30);
        long fullNs = Math.min(longest.toNanos(), saturatedShift(first.toNanos(), doublings));
        return Duration.ofNanos((long) (fullNs * (0.5 + chance.nextDouble() / 2)));
    }

    private static long saturatedShift(long ns, int doublings) {
        return ns > Long.MAX_VALUE >> doublings ? Long.MAX_VALUE : ns << doublings;
    }
}
