package io.waddleperf.sink;

import io.waddleperf.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// How many results the database has, and the longest time in which none came.
final class StoredRows implements AutoCloseable {
    private static final int LOOK_MS = 250;

    private final TestDatabase database;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private long last;
    private long lastNs;
    private volatile long longestPauseNs;

    StoredRows(TestDatabase database) {
        this.database = database;
    }

    /// 0 also while there is no table yet.
    long count() {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM result")) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            return 0;
        }
    }

    void watch() {
        lastNs = System.nanoTime();
        var _ = looks.scheduleWithFixedDelay(this::look, 0, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = count();
        long nowNs = System.nanoTime();
        if (now > last) {
            longestPauseNs = Math.max(longestPauseNs, nowNs - lastNs);
            last = now;
            lastNs = nowNs;
        }
    }

    long longestPauseMs() {
        return longestPauseNs / 1_000_000;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
