package io.waddleperf.cli.api;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a broken stream is left alone before it is asked for again: twice as long after each failure, and never
/// in step with other listeners.
record EventPauses(Duration first) {
    static final EventPauses FIRST = new EventPauses(Duration.ofSeconds(1));
    static final int MOST_TRIES = 8;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /// @param wish of the server
    EventPauses beginningWith(Duration wish) {
        return new EventPauses(wish.compareTo(LONGEST) > 0 ? LONGEST : wish);
    }

    /// @param failed how often it failed in a row
    Duration after(int failed, RandomGenerator randomness) {
        long most = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(failed, MOST_TRIES));
        return Duration.ofMillis(most / 2 + randomness.nextLong(most / 2 + 1));
    }
}
