package io.waddleperf.probe.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One exclusive test at a time: the scheduler keeps them apart, and where it could not, as when a
/// configuration changes or two schedulers differ for a moment, this probe does.
///
/// Those that wait take no slot from other tests, and are few.
public final class ExclusiveTurn {
    private static final int MOST_WAITING = 4;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Semaphore turn = new Semaphore(1, true);
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /// @param most how long it may wait; longer than two minutes is two minutes
    /// @return why it has no turn; empty where it has, which the caller then ends
    public Optional<String> begin(Duration most) throws InterruptedException {
        if (turn.tryAcquire()) {
            return Optional.empty();
        }
        if (!waiting.tryAcquire()) {
            return Optional.of("overloaded: an exclusive test runs, and " + MOST_WAITING + " wait for it already");
        }
        try {
            Duration wait = most.compareTo(LONGEST_WAIT) < 0 ? most : LONGEST_WAIT;
            return turn.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.empty()
                    : Optional.of("overloaded: another exclusive test of this probe did not end within "
                            + wait.toMillis() + " ms");
        } finally {
            waiting.release();
        }
    }

    public void end() {
        turn.release();
    }
}
