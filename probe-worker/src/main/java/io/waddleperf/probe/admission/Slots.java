package io.waddleperf.probe.admission;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many tests run at once; those in excess wait a bounded time.
public final class Slots {
    private final int count;
    private final Duration mostWait;
    private final Semaphore free;

    public Slots(int count, Duration mostWait) {
        this.count = count;
        this.mostWait = mostWait;
        this.free = new Semaphore(count, true);
    }

    /// @return whether there is a slot, which the caller then releases
    public boolean acquire() throws InterruptedException {
        return free.tryAcquire(mostWait.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void release() {
        free.release();
    }

    public int taken() {
        return count - free.availablePermits();
    }

    public String objection() {
        return "overloaded: " + count + " tests run at once, and none ended within " + mostWait.toMillis() + " ms";
    }
}
