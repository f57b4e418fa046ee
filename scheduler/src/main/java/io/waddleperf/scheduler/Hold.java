package io.waddleperf.scheduler;

import io.waddleperf.contracts.TestSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How long an exclusive test holds its ends: until it must have ended, whenever it began.
final class Hold {
    /// From its slot to when the probe refuses to start it: the way of the command, a turn at the
    /// probe, and clocks that are not quite the same.
    static final Duration START_WITHIN = Duration.ofSeconds(10);

    /// Until its sockets are closed and its traffic has left the network.
    private static final Duration CALM = Duration.ofSeconds(2);

    private Hold() {}

    static Duration of(TestSpec spec) {
        return START_WITHIN.plus(spec.limitUs(), ChronoUnit.MICROS).plus(CALM);
    }

    static long us(TestSpec spec) {
        return of(spec).toNanos() / 1_000;
    }

    /// That an end is taken.
    ///
    /// @param end   in words, such as `host 192.0.2.7`
    /// @param by    the test that holds it, in words
    /// @param until when it is free of that one
    record Taken(String end, String by, Instant until) {
        String text() {
            return end + " is held by " + by + " until " + until.truncatedTo(ChronoUnit.SECONDS);
        }
    }
}
