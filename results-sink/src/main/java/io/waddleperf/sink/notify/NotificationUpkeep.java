package io.waddleperf.sink.notify;

import io.waddleperf.database.SqlValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Questions and changes over all notifications: what was left behind, what is in vain, how much waits.
final class NotificationUpkeep {
    /// A transaction stays short, and what a cluster certifies small.
    static final int MOST_AT_ONCE = 1_000;

    private NotificationUpkeep() {}

    /// How much waits, and since when.
    record Backlog(long pending, @Nullable Instant oldest, long failedToday) {}

    /// What one channel was told of an incident.
    ///
    /// @param reminders the newest one's number; the ones before may be deleted already
    record Earlier(Instant last, long reminders) {}

    /// Frees what another process had in hand; it may have been sent before that died.
    ///
    /// @param process whose own claims stay
    /// @return how many messages
    static int reclaim(Connection connection, String process) throws SQLException {
        return freeAll(connection, "claimed_by NOT LIKE ?", process + "/%");
    }

    /// Frees what this process itself has left in hand of a channel. Only one thread claims there, and
    /// it has nothing in hand now.
    ///
    /// @return how many messages
    static int free(Connection connection, String channel, String process) throws SQLException {
        return freeAll(connection, "claimed_by LIKE ? AND channel = ?", process + "/%", channel);
    }

    /// Looks without locks, and locks only what it changes: others add rows meanwhile.
    private static int freeAll(Connection connection, String which, String... values) throws SQLException {
        var claims = claims(connection, which, values);
        try (var statement = connection.prepareStatement(
                "UPDATE notification SET claimed_by = NULL WHERE dedup_key = ? AND claimed_by = ?")) {
            for (var claim : claims.entrySet()) {
                statement.setString(1, claim.getKey());
                statement.setString(2, claim.getValue());
                statement.executeUpdate();
            }
        }
        return new HashSet<>(claims.values()).size();
    }

    /// Claims by the key of their row; what is not pending has none.
    private static Map<String, String> claims(Connection connection, String which, String... values)
            throws SQLException {
        try (var statement = connection.prepareStatement("SELECT dedup_key, claimed_by FROM notification"
                + " WHERE state = 'pending' AND claimed_by IS NOT NULL AND " + which)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                var claims = new TreeMap<String, String>();
                while (rows.next()) {
                    claims.put(rows.getString(1), rows.getString(2));
                }
                return claims;
            }
        }
    }

    /// What is older than that will not be told any more. Who asked for a test has gone after some minutes.
    ///
    /// @return how many transitions; [#MOST_AT_ONCE] where there may be more
    static int giveUp(Connection connection, Instant createdBefore, Instant testsBefore) throws SQLException {
        try (var statement = connection.prepareStatement("""
                UPDATE notification SET state = 'failed', last_error = CONCAT('gave up: ', LEFT(last_error, 900))
                WHERE state = 'pending' AND claimed_by IS NULL
                    AND (created_at < ? OR (transition = 'test' AND created_at < ?)) LIMIT ?""")) {
            statement.setObject(1, SqlValues.utc(createdBefore));
            statement.setObject(2, SqlValues.utc(testsBefore));
            statement.setInt(3, MOST_AT_ONCE);
            return statement.executeUpdate();
        }
    }

    /// What waits for a channel that was removed will not be told any more.
    ///
    /// @return how many transitions
    static int drop(Connection connection, String channel) throws SQLException {
        try (var statement = connection.prepareStatement("""
                UPDATE notification SET state = 'dropped', last_error = 'the channel was removed'
                WHERE state = 'pending' AND claimed_by IS NULL AND channel = ? LIMIT ?""")) {
            statement.setString(1, channel);
            statement.setInt(2, MOST_AT_ONCE);
            return statement.executeUpdate();
        }
    }

    static Backlog backlog(Connection connection, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT COUNT(IF(state = 'pending', 1, NULL)), MIN(IF(state = 'pending', created_at, NULL)),
                    COUNT(IF(state = 'failed' AND transition <> 'test' AND created_at > ?, 1, NULL))
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

    /// By channel, of those that were told. A reminder that was not has its number all the same: the next one has
    /// another, else it would be taken for that one.
    static Map<String, Earlier> told(Connection connection, byte[] incident) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT channel, MAX(IF(state NOT IN ('silenced', 'dropped'), created_at, NULL)) AS last,
                    COALESCE(MAX(IF(transition = 'reminder', occurrence, NULL)), 0)
                FROM notification WHERE incident_id = ? GROUP BY channel HAVING last IS NOT NULL""")) {
            statement.setBytes(1, incident);
            try (var rows = statement.executeQuery()) {
                var told = new HashMap<String, Earlier>();
                while (rows.next()) {
                    var last = SqlValues.instant(rows.getObject(2, LocalDateTime.class));
                    told.put(rows.getString(1), new Earlier(last, rows.getLong(3)));
                }
                return told;
            }
        }
    }

    /// Channels by incident, of all that go on.
    static Map<UUID, Set<String>> toldOfOpen(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT DISTINCT notification.incident_id, notification.channel
                FROM notified_incident JOIN notification USING (incident_id)
                WHERE notified_incident.state IN ('open', 'recovering') AND notification.state NOT IN ('silenced', 'dropped')""");
                var rows = statement.executeQuery()) {
            var told = new HashMap<UUID, Set<String>>();
            while (rows.next()) {
                told.computeIfAbsent(SqlValues.uuid(rows.getBytes(1)), _ -> new HashSet<>())
                        .add(rows.getString(2));
            }
            return told;
        }
    }
}
