package io.waddleperf.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Waiting, always with a limit.
final class Await {
    private static final long LOOK_MS = 250;

    private Await() {}

    interface Look {
        boolean done() throws Exception;
    }

    static void pass(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /// @throws IllegalStateException where it does not come to pass in time
    static void until(String what, Duration limit, Look look) throws Exception {
        if (!within(limit, look)) {
            throw new IllegalStateException("not within " + limit + ": " + what);
        }
    }

    /// @return whether it came to pass in time
    static boolean within(Duration limit, Look look) throws Exception {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (!look.done()) {
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            Thread.sleep(LOOK_MS);
        }
        return true;
    }
}
