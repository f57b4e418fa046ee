package io.waddleperf.sink.notify;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A thread's pause that ends early when there is something to do, or at the stop.
final class Waiting {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean work;
    private boolean stopping;

    void wake() {
        lock.lock();
        try {
            work = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean stopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /// @return false at the stop
    boolean pause(long most, java.util.concurrent.TimeUnit unit) throws InterruptedException {
        lock.lock();
        try {
            long leftNs = unit.toNanos(most);
            while (!work && !stopping && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            work = false;
            return !stopping;
        } finally {
            lock.unlock();
        }
    }
}
