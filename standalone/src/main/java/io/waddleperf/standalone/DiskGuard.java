package io.waddleperf.standalone;

import io.waddleperf.database.ResultPartitions;
import io.waddleperf.database.Retention;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Keeps DIR within `--max-disk`: the broker bounds its partitions itself, and where the whole is
/// nearly full the oldest days of results go before their time, a day at each look.
final class DiskGuard implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DiskGuard.class);
    private static final long LOOK_SECONDS = 60;
    /// Above this share of the bound days are dropped, so that the bound itself is not reached.
    private static final double NEARLY_FULL = 0.9;

    private final Path root;
    private final long maxBytes;
    private final Callable<Connection> database;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private volatile long usedBytes;
    private Retention retention = Retention.DEFAULT;

    DiskGuard(Path root, long maxBytes, Callable<Connection> database) {
        this.root = root;
        this.maxBytes = maxBytes;
        this.database = database;
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
        Retention shorter = shortened(retention);
        if (shorter.equals(retention)) {
            LOG.errorf("%s holds %d bytes of at most %d and has nothing left to drop", root, usedBytes, maxBytes);
            return;
        }
        try (Connection connection = database.call()) {
            var dropped = ResultPartitions.keep(connection, shorter).dropped();
            retention = shorter;
            LOG.warnf("%s is nearly full: results are kept for %s; dropped %s", root, shorter, dropped);
        } catch (Exception e) { // one failed look must not be the last
            LOG.error("the oldest results could not be dropped; the next look tries again", e);
        }
    }

    private static Retention shortened(Retention now) {
        return new Retention(Math.max(1, now.days(1) - 1), Math.max(1, now.days(2) - 1), Math.max(1, now.days(3) - 1));
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
