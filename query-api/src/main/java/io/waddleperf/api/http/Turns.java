package io.waddleperf.api.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Bounds how many requests do at a time what takes much memory. Others wait for a while, and are told
/// then that there are too many.
public final class Turns {
    private final String what;
    private final int atOnce;
    private final Duration patience;
    private final Semaphore free;

    /// @param what in the words of a refusal, such as `reports`
    public Turns(String what, int atOnce, Duration patience) {
        this.what = what;
        this.atOnce = atOnce;
        this.patience = patience;
        free = new Semaphore(atOnce, true);
    }

    /// @throws ProblemException where its turn did not come
    public <T> T take(Supplier<T> work) {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.of(
                        ProblemKind.BUSY, "at most " + atOnce + ' ' + what + " are made at a time; try again soon");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemKind.BUSY, "WaddlePerf is stopping", e);
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
