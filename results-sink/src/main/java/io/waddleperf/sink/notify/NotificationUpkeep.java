package io.waddleperf.sink.notify;

import io.waddleperf.database.SqlValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Questions and changes over all notifications: what was left behind, what is in vain, how much waits.
final class NotificationUpkeep {
    private NotificationUpkeep() {}

    /// How much waits, and since when.
    record Backlog(long pending, @Nullable Instant oldest, long failedToday) {}

    /// What one channel was told of an incident.
    record Earlier(Instant last, int reminders) {}

    /// Frees what another process had in hand; it may have been sent before that died.
    ///
    /// @param process whose own claims stay
    /// @return how many messages
    static int reclaim(Connection connection, String process) throws SQLException {
        int messages;
        String others = " WHERE claimed_by IS NOT NULL AND claimed_by NOT LIKE ?";
        try (var statement =
                connection.prepareStatement("SELECT COUNT(DISTINCT claimed_by) FROM notification" + others)) {
            statement.setString(1, process + "/%");
            try (var rows = statement.executeQuery()) {
                messages = rows.next() ? rows.getInt(1) : 0;
            }
        }
        if (messages > 0) {
            try (var statement = connection.prepareStatement("UPDATE notification SET claimed_by = NULL" + others)) {
                statement.setString(1, process + "/%");
                statement.executeUpdate();
            }
        }
        return messages;
    }

    /// What is older than that will not be told any more.
    static int giveUp(Connection connection, Instant createdBefore) throws SQLException {
        try (var statement = connection.prepareStatement("""
                UPDATE notification SET state = 'failed', last_error = CONCAT('gave up: ', LEFT(last_error, 900))
                WHERE state = 'pending' AND claimed_by IS NULL AND created_at < ?""")) {
            statement.setObject(1, SqlValues.utc(createdBefore));
            return statement.executeUpdate();
        }
    }

    static Backlog backlog(Connection connection, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT COUNT(IF(state = 'pending', 1, NULL)), MIN(IF(state = 'pending', created_at, NULL)),
                    COUNT(IF(state = 'failed' AND created_at > ?, 1, NULL))
                FROM notification WHERE state IN ('pending', 'failed')""")) {
            statement.setObject(1, SqlValues.utc(now.minus(Duration.ofDays(2))));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new Backlog(
                        rows.getLong(1),
                        Optional.ofNullable(rows.getObject(2, LocalDateTime.class))
                                .map(SqlValues::instant)
                                .orElse(null),
                        rows.getLong(3));
            }
        }
    }

    /// By channel.
    static Map<String, Earlier> told(Connection connection, byte[] incident) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT channel, MAX(created_at), COUNT(IF(transition = 'reminder', 1, NULL))
                FROM notification WHERE incident_id = ? AND state <> 'silenced' GROUP BY channel""")) {
            statement.setBytes(1, incident);
            try (var rows = statement.executeQuery()) {
                var told = new HashMap<String, Earlier>();
                while (rows.next()) {
                    var last = SqlValues.instant(rows.getObject(2, LocalDateTime.class));
                    told.put(rows.getString(1), new Earlier(last, rows.getInt(3)));
                }
                return told;
            }
        }
    }
}
