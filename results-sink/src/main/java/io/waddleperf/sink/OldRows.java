package io.waddleperf.sink;

import io.waddleperf.database.RetryPolicy;
import io.waddleperf.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/// Deletes what has had its time and has no partitions, in short transactions: what a cluster
/// certifies at once should be small.
final class OldRows {
    private static final int ROWS_AT_ONCE = 1_000;

    private static final int FAILED_SIGN_INS_DAYS = 1;
    /// Whoever asks who changed something last year gets an answer.
    private static final int AUDIT_DAYS = 400;

    private final DataSource database;
    private final RowRetention retention;

    OldRows(DataSource database, RowRetention retention) {
        this.database = database;
        this.retention = retention;
    }

    void drop(Instant now) throws SQLException, InterruptedException {
        drop("run_event", "stored_at", before(now, retention.runEventsDays()));
        drop("test_run", "requested_at", before(now, retention.runEventsDays()));
        drop("incident_action", "at", before(now, retention.runEventsDays()));
        drop("escalation", "at", before(now, retention.escalationsDays()));
        drop("rollup_1h", "start_at", before(now, retention.rollupHoursDays()));
        drop("notification", "created_at", before(now, retention.notificationsDays()));
        drop("notified_incident", "updated_at", " AND state = 'closed'", before(now, retention.notificationsDays()));
        drop("credential", "expires_at", now);
        drop("incident_snapshot", "expires_at", now);
        drop("failed_sign_in", "last_at", before(now, FAILED_SIGN_INS_DAYS));
        drop("audit", "at", before(now, AUDIT_DAYS));
        dropIncidents(before(now, retention.incidentsDays()));
    }

    private static Instant before(Instant now, int days) {
        return now.minus(Duration.ofDays(days));
    }

    private void drop(String table, String time, Instant before) throws SQLException, InterruptedException {
        drop(table, time, "", before);
    }

    private void drop(String table, String time, String and, Instant before) throws SQLException, InterruptedException {
        var sql = "DELETE FROM %1$s WHERE %2$s < ?%3$s ORDER BY %2$s LIMIT %4$d"
                .formatted(table, time, and, ROWS_AT_ONCE);
        int dropped;
        do {
            dropped = Transactions.retried(database, RetryPolicy.CONFLICTS, connection -> {
                try (var statement = connection.prepareStatement(sql)) {
                    new Parameters(statement).time(before);
                    return statement.executeUpdate();
                }
            });
        } while (dropped == ROWS_AT_ONCE);
    }

    /// One at a time: an incident has up to a thousand members.
    private void dropIncidents(Instant closedBefore) throws SQLException, InterruptedException {
        boolean dropped;
        do {
            dropped = Transactions.retried(
                    database, RetryPolicy.CONFLICTS, connection -> dropOldest(connection, closedBefore));
        } while (dropped);
    }

    private static boolean dropOldest(Connection connection, Instant closedBefore) throws SQLException {
        byte[] id;
        try (var statement = connection.prepareStatement(
                "SELECT incident_id FROM incident WHERE closed_at < ? ORDER BY closed_at LIMIT 1")) {
            new Parameters(statement).time(closedBefore);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                id = rows.getBytes(1);
            }
        }
        delete(connection, "DELETE FROM incident_snapshot WHERE incident_id = ?", id);
        delete(connection, "DELETE FROM incident_member WHERE incident_id = ?", id);
        delete(connection, "DELETE FROM incident WHERE incident_id = ?", id);
        return true;
    }

    private static void delete(Connection connection, String sql, byte[] id) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            new Parameters(statement).bytes(id);
            statement.executeUpdate();
        }
    }
}
