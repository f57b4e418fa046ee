package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.SqlValues;
import io.waddleperf.sink.notify.Known.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `notified_incident`: what is known, and what was told.
final class IncidentTable {
    private static final int MOST_OPEN = 1_000;
    private static final String COLUMNS =
            "document, told_state, told_severity, told_width, told_broken, told_acknowledged";

    private static final String PUT = """
            INSERT INTO notified_incident (incident_id, revision, state, told_state, told_severity, told_width,
                told_broken, told_acknowledged, updated_at, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE
                state = IF(VALUES(revision) > revision, VALUES(state), state),
                told_state = IF(VALUES(revision) > revision, VALUES(told_state), told_state),
                told_severity = IF(VALUES(revision) > revision, VALUES(told_severity), told_severity),
                told_width = IF(VALUES(revision) > revision, VALUES(told_width), told_width),
                told_broken = IF(VALUES(revision) > revision, VALUES(told_broken), told_broken),
                told_acknowledged = IF(VALUES(revision) > revision, VALUES(told_acknowledged), told_acknowledged),
                updated_at = IF(VALUES(revision) > revision, VALUES(updated_at), updated_at),
                document = IF(VALUES(revision) > revision, VALUES(document), document),
                revision = GREATEST(VALUES(revision), revision)""";

    private IncidentTable() {}

    static Optional<Known> find(Connection connection, UUID id) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM notified_incident WHERE incident_id = ?")) {
            statement.setBytes(1, SqlValues.bytes(id));
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(known(rows)) : Optional.empty();
            }
        }
    }

    /// Those that go on, the oldest first.
    static List<Known> open(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT " + COLUMNS
                + " FROM notified_incident WHERE state IN ('open', 'recovering') ORDER BY updated_at LIMIT "
                + MOST_OPEN)) {
            try (var rows = statement.executeQuery()) {
                var open = new ArrayList<Known>();
                while (rows.next()) {
                    open.add(known(rows));
                }
                return open;
            }
        }
    }

    /// Forward only: an older revision changes nothing.
    static void put(Connection connection, Known known) throws SQLException {
        var newest = Fact.shortened(known.newest());
        try (var statement = connection.prepareStatement(PUT)) {
            statement.setBytes(1, SqlValues.bytes(newest.id()));
            statement.setLong(2, newest.revision());
            statement.setString(3, newest.mergedInto() == null ? newest.state().wireName() : "closed");
            bind(statement, known.told());
            statement.setObject(9, SqlValues.utc(newest.updatedAt()));
            statement.setString(10, WireCodec.text(newest));
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Told told) throws SQLException {
        if (told == null) {
            statement.setNull(4, Types.VARCHAR);
            statement.setNull(5, Types.INTEGER);
            statement.setNull(6, Types.INTEGER);
            statement.setNull(7, Types.INTEGER);
            statement.setNull(8, Types.BOOLEAN);
            return;
        }
        statement.setString(4, told.state().wireName());
        statement.setInt(5, told.severity());
        statement.setInt(6, told.width());
        statement.setInt(7, told.broken());
        statement.setBoolean(8, told.acknowledged());
    }

    private static Known known(ResultSet rows) throws SQLException {
        var newest = WireCodec.read(Incident.class, rows.getString(1));
        @Nullable String state = rows.getString(2);
        return new Known(
                newest,
                state == null
                        ? null
                        : new Told(
                                Incident.State.valueOf(state.toUpperCase(Locale.ROOT)),
                                rows.getInt(3),
                                rows.getInt(4),
                                rows.getInt(5),
                                rows.getBoolean(6)));
    }
}
