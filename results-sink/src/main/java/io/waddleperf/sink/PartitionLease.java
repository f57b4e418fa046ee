package io.waddleperf.sink;

import io.waddleperf.database.Leases;
import io.waddleperf.database.ResultPartitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/// Partitions that are needed now, made while nobody else makes any.
final class PartitionLease {
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DataSource database;
    private final Leases leases;

    PartitionLease(DataSource database, Leases leases) {
        this.database = database;
        this.leases = leases;
    }

    /// What is done under the lease.
    interface Change {
        void in(Connection connection) throws SQLException;
    }

    /// @throws SQLException also where the lease was not free in time
    void change(Change change) throws SQLException {
        try {
            var lease = leases.acquire(ResultPartitions.LEASE, LENGTH, PATIENCE);
            try (var connection = database.getConnection()) {
                change.in(connection);
            } finally {
                leases.release(lease);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while partitions were added", e);
        }
    }
}
