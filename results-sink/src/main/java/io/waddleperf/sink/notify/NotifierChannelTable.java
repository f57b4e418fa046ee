package io.waddleperf.sink.notify;

import io.waddleperf.database.SqlValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The table `notifier_channel`: what the notifier that sends has, for those who ask the API.
final class NotifierChannelTable {
    private NotifierChannelTable() {}

    /// Makes it so; `updated_at` then says when the notifier was last heard of.
    static void put(Connection connection, List<ChannelBook.Entry> entries, Instant now) throws SQLException {
        Set<String> gone = names(connection);
        try (var statement = connection.prepareStatement("""
                INSERT INTO notifier_channel (name, kind, version, problem, updated_at) VALUES (?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE kind = VALUES(kind), version = VALUES(version), problem = VALUES(problem),
                    updated_at = VALUES(updated_at)""")) {
            for (var entry : entries) {
                gone.remove(entry.name());
                statement.setString(1, entry.name());
                statement.setString(2, entry.kind());
                statement.setLong(3, entry.version());
                statement.setString(4, entry.problem());
                statement.setObject(5, SqlValues.utc(now));
                statement.executeUpdate();
            }
        }
        remove(connection, gone);
    }

    private static Set<String> names(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT name FROM notifier_channel");
                var rows = statement.executeQuery()) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static void remove(Connection connection, Set<String> names) throws SQLException {
        try (var statement = connection.prepareStatement("DELETE FROM notifier_channel WHERE name = ?")) {
            for (var name : names) {
                statement.setString(1, name);
                statement.executeUpdate();
            }
        }
    }
}
