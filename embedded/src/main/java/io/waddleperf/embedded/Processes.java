package io.waddleperf.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Processes that may not be our children, so that the kernel does not tell us when they end.
final class Processes {
    private static final long POLL_NS = Duration.ofMillis(20).toNanos();

    private Processes() {}

    /// Not so for a zombie, which is alive to Java: it has ended, has no program any more, and may
    /// stay for ever where process 1 of a container reaps nobody.
    static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    static boolean endsWithin(ProcessHandle process, Duration limit) {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (isRunning(process)) {
            if (System.nanoTime() > deadlineNs || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }
}
