package io.waddleperf.probe.outbox;

import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.spool.SpoolRecord;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The results that are read from the spool and not yet acknowledged: at most so many, and those
/// that failed wait for their next try.
final class InFlight {
    private static final int MOST = 1_000;
    private static final long FIRST_PAUSE_NANOS = 250_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 10_000_000_000L;
    private static final long STUCK_NANOS = 10_000_000_000L;

    private final Ticker ticker;
    private final Queue<SpoolRecord> failed = new ArrayDeque<>();
    private final Semaphore changed = new Semaphore(0);
    private int count;
    private int failuresInARow;
    private long retryAtNanos;
    private long progressAtNanos;

    InFlight(Ticker ticker) {
        this.ticker = ticker;
        this.retryAtNanos = ticker.nanos();
    }

    synchronized void add() {
        if (count++ == 0) {
            progressAtNanos = ticker.nanos();
        }
    }

    synchronized void acknowledged() {
        count--;
        failuresInARow = 0;
        retryAtNanos = ticker.nanos();
        progressAtNanos = retryAtNanos;
        changed.release();
    }

    /// The pause doubles with each failure, up to 10 s.
    synchronized void failed(SpoolRecord record) {
        failed.add(record);
        long now = ticker.nanos();
        if (now - retryAtNanos >= 0) { // else it failed with others, of which the first began the pause
            long pause = FIRST_PAUSE_NANOS << Math.min(failuresInARow++, 6);
            retryAtNanos = now + Math.min(pause, LONGEST_PAUSE_NANOS);
        }
    }

    /// One that failed, when its pause is over.
    synchronized Optional<SpoolRecord> takeDue() {
        return retryAtNanos - ticker.nanos() <= 0 ? Optional.ofNullable(failed.poll()) : Optional.empty();
    }

    /// Waits so long, at most, until one more may be read from the spool: none while others wait for
    /// their next try, since Kafka then takes none.
    boolean awaitRoom(long waitMs) throws InterruptedException {
        if (room()) {
            return true;
        }
        if (changed.tryAcquire(Math.min(waitMs, pauseMs()), TimeUnit.MILLISECONDS)) {
            changed.drainPermits();
        }
        return room();
    }

    private synchronized boolean room() {
        return count < MOST && failed.isEmpty();
    }

    private synchronized long pauseMs() {
        return failed.isEmpty() ? Long.MAX_VALUE : Math.max(1, (retryAtNanos - ticker.nanos()) / 1_000_000);
    }

    synchronized boolean stuck() {
        return count > 0 && ticker.nanos() - progressAtNanos > STUCK_NANOS;
    }
}
