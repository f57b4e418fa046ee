package io.waddleperf.probe.spool;

import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Brings what was written to the disk, at most once a second, on a thread of its own.
final class PeriodicSync implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PeriodicSync.class.getName());
    private static final long INTERVAL_MS = 1_000;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Supplier<Optional<FileOutputStream>> unsynced;
    private final Thread thread;

    private PeriodicSync(Supplier<Optional<FileOutputStream>> unsynced) {
        this.unsynced = unsynced;
        this.thread = Thread.ofPlatform().name("spool-sync").daemon().unstarted(this::run);
    }

    /// @param unsynced the file written to since the last call, if any
    static PeriodicSync start(Supplier<Optional<FileOutputStream>> unsynced) {
        var sync = new PeriodicSync(unsynced);
        sync.thread.start();
        return sync;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stop.await(INTERVAL_MS, TimeUnit.MILLISECONDS)) {
                unsynced.get().ifPresent(PeriodicSync::sync);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sync(FileOutputStream out) {
        try {
            out.getChannel().force(false); // fdatasync
        } catch (IOException e) { // a new segment was begun, which synced and closed this one
            LOG.log(Level.FINE, "the segment was closed meanwhile", e);
        }
    }
}
