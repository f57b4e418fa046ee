package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.database.SqlValues;
import io.waddleperf.sink.notify.Routes.Delivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `notification`: what is to be told, and what was.
///
/// `pending` → (claimed → sent | tried again later)* → `sent` or `failed`; `silenced` from the start;
/// `dropped` where the channel was removed meanwhile.
final class NotificationTable {
    private static final int MOST_AT_ONCE = 100;
    private static final String WAITING = " FROM notification WHERE state = 'pending' AND claimed_by IS NULL";

    private static final String INSERT = """
            INSERT IGNORE INTO notification (dedup_key, incident_id, revision, transition, occurrence, channel,
                group_id, group_key, state, next_attempt_at, last_error, created_at, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)""";

    private NotificationTable() {}

    /// What a process has taken in hand.
    ///
    /// @param owner the claim as it stands in the rows
    /// @param attempts of the row that was tried most often, this one included
    record Claim(String owner, Message message, List<String> keys, int attempts) {}

    /// @param silenced it is recorded and not sent
    static void add(Connection connection, Fact fact, Delivery delivery, boolean silenced, Instant now)
            throws SQLException {
        byte[] group = SqlValues.bytes(Ids.uuid("notification-group", delivery.channel(), delivery.group()));
        Instant due = due(connection, delivery, group, now);
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, fact.key());
            statement.setBytes(2, SqlValues.bytes(fact.id()));
            statement.setLong(3, fact.incident().revision());
            statement.setString(4, fact.transition().wireName());
            statement.setLong(5, fact.occurrence());
            statement.setString(6, fact.channel());
            statement.setBytes(7, group);
            statement.setString(8, delivery.group());
            statement.setString(9, silenced ? "silenced" : "pending");
            statement.setObject(10, SqlValues.utc(due));
            statement.setObject(11, SqlValues.utc(now));
            statement.setString(12, WireCodec.text(fact.incident()));
            statement.executeUpdate();
        }
    }

    /// With what waits of the group, else when the group may be told again, else after its wait.
    private static Instant due(Connection connection, Delivery delivery, byte[] group, Instant now)
            throws SQLException {
        var waiting = time(
                connection,
                "SELECT MIN(next_attempt_at)" + WAITING + " AND channel = ? AND group_id = ?",
                delivery.channel(),
                group);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        var last = time(
                connection,
                "SELECT MAX(sent_at) FROM notification WHERE state = 'sent' AND channel = ? AND group_id = ?",
                delivery.channel(),
                group);
        Instant usual = now.plus(delivery.quiet());
        Instant again = last.map(at -> at.plus(delivery.interval())).orElse(usual);
        return again.isAfter(now) && last.isPresent() ? again : usual;
    }

    private static Optional<Instant> time(Connection connection, String sql, String channel, byte[] group)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, channel);
            statement.setBytes(2, group);
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.ofNullable(rows.getObject(1, LocalDateTime.class))
                                .map(SqlValues::instant)
                        : Optional.empty();
            }
        }
    }

    /// The channels for which something is due.
    static List<String> dueChannels(Connection connection, Instant now) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT DISTINCT channel" + WAITING + " AND next_attempt_at <= ?")) {
            statement.setObject(1, SqlValues.utc(now));
            try (var rows = statement.executeQuery()) {
                var channels = new ArrayList<String>();
                while (rows.next()) {
                    channels.add(rows.getString(1));
                }
                return channels;
            }
        }
    }

    /// Takes the group that is due for longest, and whatever else waits of its incidents: an older
    /// state must not be told after a newer one.
    static Optional<Claim> claim(Connection connection, String channel, String owner, Instant now) throws SQLException {
        byte @Nullable [] group = dueGroup(connection, channel, now);
        if (group == null) {
            return Optional.empty();
        }
        var found = new Found();
        select(connection, channel, "group_id = ?", group, found);
        for (var incident : List.copyOf(found.incidents.keySet())) {
            select(connection, channel, "incident_id = ?", SqlValues.bytes(incident), found);
        }
        fail(connection, found.unreadable);
        var keys = take(connection, owner, List.copyOf(found.facts.keySet()));
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        var facts = keys.stream().map(found.facts::get).toList();
        return Optional.of(new Claim(owner, Message.of(found.group, facts), keys, found.attempts + 1));
    }

    private static byte @Nullable [] dueGroup(Connection connection, String channel, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT group_id" + WAITING
                + " AND channel = ? AND next_attempt_at <= ? ORDER BY next_attempt_at LIMIT 1")) {
            statement.setString(1, channel);
            statement.setObject(2, SqlValues.utc(now));
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getBytes(1) : null;
            }
        }
    }

    /// What the rows of a claim say.
    private static final class Found {
        private final Map<String, Fact> facts = new HashMap<>();
        private final Map<UUID, Boolean> incidents = new HashMap<>();
        private String group = "";
        private int attempts;

        private final Map<String, String> unreadable = new HashMap<>();

        /// What a newer version has written fails alone.
        void add(ResultSet rows, String channel) throws SQLException {
            try {
                read(rows, channel);
            } catch (WireFormatException | IllegalArgumentException e) {
                unreadable.put(rows.getString(1), "cannot be read: " + PlainText.line(e.toString(), 900));
            }
        }

        private void read(ResultSet rows, String channel) throws SQLException {
            var incident = WireCodec.read(Incident.class, rows.getString(5));
            facts.put(
                    rows.getString(1), new Fact(Transition.of(rows.getString(2)), rows.getLong(3), channel, incident));
            incidents.put(incident.id(), true);
            group = group.isEmpty() ? rows.getString(4) : group;
            attempts = Math.max(attempts, rows.getInt(6));
        }
    }

    private static void select(Connection connection, String channel, String which, byte[] id, Found into)
            throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT dedup_key, transition, occurrence, group_key, document, attempts" + WAITING
                        + " AND channel = ? AND " + which + " ORDER BY created_at, revision LIMIT " + MOST_AT_ONCE)) {
            statement.setString(1, channel);
            statement.setBytes(2, id);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    into.add(rows, channel);
                }
            }
        }
    }

    private static void fail(Connection connection, Map<String, String> errors) throws SQLException {
        try (var statement = connection.prepareStatement("""
                UPDATE notification SET state = 'failed', last_error = ?
                WHERE dedup_key = ? AND state = 'pending' AND claimed_by IS NULL""")) {
            for (var each : errors.entrySet()) {
                statement.setString(1, each.getValue());
                statement.setString(2, each.getKey());
                statement.executeUpdate();
            }
        }
    }

    private static List<String> take(Connection connection, String owner, List<String> keys) throws SQLException {
        var taken = new ArrayList<String>();
        try (var statement = connection.prepareStatement("""
                UPDATE notification SET claimed_by = ?, attempts = attempts + 1
                WHERE dedup_key = ? AND state = 'pending' AND claimed_by IS NULL""")) {
            for (var key : keys.stream().sorted().toList()) {
                statement.setString(1, owner);
                statement.setString(2, key);
                if (statement.executeUpdate() == 1) {
                    taken.add(key);
                }
            }
        }
        return taken;
    }

    /// @param answer of the receiver, in words
    static boolean sent(Connection connection, Claim claim, Instant now, String answer) throws SQLException {
        return end(connection, claim, """
                UPDATE notification SET state = 'sent', sent_at = ?, claimed_by = NULL, last_error = '', answer = ?
                WHERE dedup_key = ? AND claimed_by = ?""", now, answer);
    }

    static boolean retry(Connection connection, Claim claim, Instant next, String error) throws SQLException {
        return end(connection, claim, """
                UPDATE notification SET next_attempt_at = ?, claimed_by = NULL, last_error = ?
                WHERE dedup_key = ? AND claimed_by = ?""", next, error);
    }

    private static boolean end(Connection connection, Claim claim, String sql, Instant at, String words)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (var key : claim.keys()) {
                statement.setObject(1, SqlValues.utc(at));
                statement.setString(2, words);
                statement.setString(3, key);
                statement.setString(4, claim.owner());
                statement.executeUpdate();
            }
        }
        return true;
    }
}
