package io.waddleperf.api.speed;

import io.waddleperf.api.http.ProblemException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Whose speed test it is: one at a time, since two would each see half of the network. A test keeps its turn between
/// its transfers, and for at most a minute in all.
final class SpeedTurn {
    /// A page rests between download and upload.
    static final Duration KEPT = Duration.ofSeconds(3);
    static final Duration LONGEST = Duration.ofMinutes(1);
    /// Of one test at a time; a browser has six connections to a host.
    static final int MOST_TRANSFERS = 8;

    private final LongSupplier nanos;
    private @Nullable String holder;
    private int running;
    private long beganNanos;
    private long endedNanos;

    SpeedTurn(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Data of this test may flow, until [#end].
    ///
    /// @param test names it
    /// @throws ProblemException while it is another's turn, or this one's is over
    synchronized void begin(String test) {
        long now = nanos.getAsLong();
        boolean over = now - beganNanos > LONGEST.toNanos();
        boolean free = holder == null || (running == 0 && (over || now - endedNanos > KEPT.toNanos()));
        if (free) {
            holder = test;
            beganNanos = now;
        } else if (!test.equals(holder)) {
            throw ProblemException.tooMany("another speed test runs", KEPT);
        } else if (over) {
            throw ProblemException.tooMany("a speed test may take " + LONGEST.toSeconds() + " s", KEPT);
        } else if (running == MOST_TRANSFERS) {
            throw ProblemException.tooMany("a speed test may have " + MOST_TRANSFERS + " transfers", KEPT);
        }
        running++;
    }

    /// A transfer is over.
    synchronized void end() {
        running--;
        endedNanos = nanos.getAsLong();
    }
}
