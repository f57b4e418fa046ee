package io.waddleperf.sink.archive;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Asks the store every 3 s whether it is there, so that health knows before the next file is ready
/// and while one hangs.
final class StorePulse implements AutoCloseable {
    private static final String NAME = "store";
    private static final long PERIOD_MS = Duration.ofSeconds(3).toMillis();

    private final ObjectStore store;
    private final ArchiveState state;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("archive-pulse").factory());

    StorePulse(ObjectStore store, ArchiveState state) {
        this.store = store;
        this.state = state;
    }

    void start() {
        var _ = thread.scheduleWithFixedDelay(this::ask, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        try {
            store.check();
            state.fine(NAME);
        } catch (StoreException | RuntimeException e) {
            if (!thread.isShutdown()) {
                state.waiting(NAME, e);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
