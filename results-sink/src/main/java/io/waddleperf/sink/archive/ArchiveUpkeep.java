package io.waddleperf.sink.archive;

import io.waddleperf.archive.Archive;
import io.waddleperf.archive.Compaction;
import io.waddleperf.archive.OldHours;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.database.Leases;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Every hour, by who gets the lease: merges the files of the hours before, deletes what has had its
/// time.
final class ArchiveUpkeep implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ArchiveUpkeep.class);
    private static final String LEASE = "archive";
    private static final Duration LENGTH = Duration.ofMinutes(30);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);

    /// A start has enough to do.
    private static final Duration FIRST = Duration.ofMinutes(2);

    private final ArchiveSettings settings;
    private final WorkFolder work;
    private final ObjectStore store;
    private final Leases leases;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("archive-upkeep").factory());

    ArchiveUpkeep(ArchiveSettings settings, WorkFolder work, ObjectStore store, Leases leases, InstantSource clock) {
        this.settings = settings;
        this.work = work;
        this.store = store;
        this.leases = leases;
        this.clock = clock;
    }

    void start() {
        again(FIRST);
    }

    private void again(Duration after) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(this::run, after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        Duration next = AFTER_FAILURE;
        try {
            once();
            next = PERIOD;
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            if (!thread.isShutdown()) {
                LOG.warnf("files of the archive are not merged, next try in %s: %s", AFTER_FAILURE, e.getMessage());
            }
        } finally {
            again(next);
        }
    }

    /// Does nothing where another process is at it.
    void once() throws IOException, SQLException, InterruptedException {
        var lease = leases.tryAcquire(LEASE, LENGTH);
        if (lease.isEmpty()) {
            return;
        }
        try {
            var archive = new Archive(store, work.fresh("merging"));
            int merged =
                    new Compaction(archive, new HeldLease(leases, lease.get(), LENGTH, clock)).run(clock.instant());
            int deleted = new OldHours(store).delete(settings.days(), clock.instant());
            if (merged + deleted > 0) {
                LOG.infof("%d hours of the archive were merged, %d old files deleted", merged, deleted);
            }
        } finally {
            leases.release(lease.get());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
