package io.waddleperf.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ctrl-C: work that should not be cut is ended where it is whole.
public final class Stopping {
    private final Duration patience;
    private volatile boolean asked;
    private volatile @Nullable CountDownLatch work;

    /// @param patience so long the process waits for work to end
    public Stopping(Duration patience) {
        this.patience = patience;
    }

    /// Work that looks at [#asked] between its steps; over when closed.
    public Work begin() {
        var over = new CountDownLatch(1);
        work = over;
        return over::countDown;
    }

    /// Work that is under way.
    @FunctionalInterface
    public interface Work extends AutoCloseable {
        @Override
        void close();
    }

    public boolean asked() {
        return asked;
    }

    /// Returns when the work under way has ended, after the patience at the latest.
    void ask() {
        asked = true;
        var over = work;
        try {
            if (over != null && !over.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return; // what is open now is undone by Kafka
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
