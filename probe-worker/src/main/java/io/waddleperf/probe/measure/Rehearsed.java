package io.waddleperf.probe.measure;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A kind of test that is played on loopback before its first real one: that would else measure how the
/// JVM loads classes, which takes longer than most servers.
public final class Rehearsed {
    private static final Logger LOG = Logger.getLogger(Rehearsed.class.getName());

    private final String kind;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean done;

    /// A few tests of that kind; it ends by itself.
    public interface Play {
        void run() throws IOException, GeneralSecurityException, InterruptedException;
    }

    /// @param kind for people, such as `HTTP`
    public Rehearsed(String kind) {
        this.kind = kind;
    }

    /// Returns when it has been played once; other tests wait until then, but no longer than that may take.
    ///
    /// @return how long that took, in nanoseconds; it is none of the test's time
    public long before(Play play, Ticker ticker) throws InterruptedException {
        if (done) {
            return 0;
        }
        long startNanos = ticker.nanos();
        lock.lockInterruptibly();
        try {
            if (!done) {
                play.run();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) { // the test itself may do better
            LOG.log(Level.WARNING, "the first " + kind + " test may look slow: there was no rehearsal", e);
        } finally {
            done = true;
            lock.unlock();
        }
        return ticker.nanos() - startNanos;
    }
}
