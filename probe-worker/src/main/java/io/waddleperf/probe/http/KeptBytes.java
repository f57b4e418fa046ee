package io.waddleperf.probe.http;

import java.util.concurrent.atomic.AtomicLong;

/// How much of all responses together may be kept at once, however many tests run: a text of it takes
/// three times as much memory.
final class KeptBytes {
    private final long most;
    private final AtomicLong kept = new AtomicLong();

    KeptBytes(long most) {
        this.most = most;
    }

    /// What one test has of it, given back when that is closed.
    final class Share implements AutoCloseable {
        private int bytes;
        private boolean closed;

        /// @return whether there is room for as many more
        synchronized boolean take(int more) {
            if (closed) {
                return false;
            }
            long before;
            do { // what is refused to one is never missing to another
                before = kept.get();
                if (more > 0 && before + more > most) {
                    return false;
                }
            } while (!kept.compareAndSet(before, before + more));
            bytes += more;
            return true;
        }

        @Override
        public synchronized void close() {
            kept.addAndGet(closed ? 0 : -bytes);
            closed = true;
        }
    }

    Share share() {
        return new Share();
    }

    /// Why a test could not keep its own.
    String objection() {
        return "overloaded: more than " + most + " bytes of responses would be kept at once";
    }

    /// By all tests, in bytes.
    long kept() {
        return kept.get();
    }
}
