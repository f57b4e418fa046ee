package io.waddleperf.standalone;

import io.waddleperf.archive.Kind;
import io.waddleperf.archive.OldHours;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreException;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.database.DayPartitions;
import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.Retention;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Keeps DIR within `--max-disk`: the broker bounds its partitions itself, and where the whole is
/// nearly full the oldest days of results, in the database and in the archive's folder, and of rollups
/// of a minute go before their time, a day at each look.
final class DiskGuard implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DiskGuard.class);
    private static final long LOOK_SECONDS = 60;
    /// Above this share of the bound days are dropped, so that the bound itself is not reached.
    private static final double NEARLY_FULL = 0.9;
    /// For so many days rollups of a minute are kept where there is room.
    private static final int MINUTE_DAYS = 30;

    /// And results in the archive.
    private static final int ARCHIVED_DAYS = 90;

    private final Path root;
    private final long maxBytes;
    private final Callable<Connection> database;
    private final InstantSource clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private volatile long usedBytes;
    private Kept kept = new Kept(Retention.DEFAULT, MINUTE_DAYS, ARCHIVED_DAYS);

    DiskGuard(Path root, long maxBytes, Callable<Connection> database, InstantSource clock) {
        this.root = root;
        this.maxBytes = maxBytes;
        this.database = database;
        this.clock = clock;
    }

    DiskGuard start() {
        var _ = executor.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    long usedBytes() {
        return usedBytes;
    }

    long maxBytes() {
        return maxBytes;
    }

    void look() {
        usedBytes = sizeOf(root);
        if (usedBytes < maxBytes * NEARLY_FULL) {
            return;
        }
        Kept shorter = kept.shortened();
        if (shorter.equals(kept)) {
            LOG.errorf("%s holds %d bytes of at most %d and has nothing left to drop", root, usedBytes, maxBytes);
            return;
        }
        try (Connection connection = database.call()) {
            var results = ResultPartitions.keep(connection, shorter.results()).dropped();
            var minutes = DayPartitions.keep(connection, shorter.minuteDays()).dropped();
            int files = deleteArchived(shorter.archivedDays());
            kept = shorter;
            LOG.warnf(
                    "%s is nearly full: %s; dropped results of %s, minutes of %s, %d files of the archive",
                    root, shorter, results, minutes, files);
        } catch (Exception e) { // one failed look must not be the last
            LOG.error("the oldest days could not be dropped; the next look tries again", e);
        }
    }

    /// Nothing where the archive is elsewhere.
    private int deleteArchived(int days) throws StoreException {
        Path folder = root.resolve(DataDirectory.ARCHIVE).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var store = ObjectStores.open(StoreSettings.directory(folder))) {
            return new OldHours(store).delete(Map.of(Kind.RESULTS, days), clock.instant());
        }
    }

    /// For how many days, besides the current one.
    private record Kept(Retention results, int minuteDays, int archivedDays) {
        Kept shortened() {
            return new Kept(
                    new Retention(shorter(results.days(1)), shorter(results.days(2)), shorter(results.days(3))),
                    shorter(minuteDays),
                    shorter(archivedDays));
        }

        private static int shorter(int days) {
            return Math.max(1, days - 1);
        }
    }

    /// Files come and go while they are counted; one that is gone counts nothing.
    static long sizeOf(Path root) {
        var bytes = new AtomicLong();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.addAndGet(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path dir, java.io.@org.jspecify.annotations.Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            return bytes.get(); // the visitor passes over every failure; what was counted stands
        }
        return bytes.get();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
