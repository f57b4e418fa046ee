package io.waddleperf.benchmarks;

import io.waddleperf.database.OutcomeCode;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What the database has: results by their id, and what else became of commands.
///
/// @param doubled    ids of results that more than one row has
/// @param missed     ids of commands of which it is told that they were missed
/// @param suppressed likewise, that they were withheld
/// @param events     ids of all that is told of commands besides their results
record Stored(
        Map<UUID, OutcomeCode> results, List<UUID> doubled, Set<UUID> missed, Set<UUID> suppressed, Set<UUID> events) {
    private static final int FETCH = 10_000;

    /// @param probe whose; empty: everybody's
    static Stored read(Connection connection, String probe) throws SQLException {
        var stored = new Stored(new HashMap<>(), new ArrayList<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        String of = probe.isEmpty() ? "" : " JOIN series USING (series_id) WHERE probe = '" + probe + '\'';
        each(connection, "SELECT result_id, outcome FROM result" + of, row -> {
            UUID id = uuid(row.getBytes(1));
            if (stored.results.put(id, OutcomeCode.of(row.getInt(2))) != null) {
                stored.doubled.add(id);
            }
        });
        each(connection, "SELECT command_id, kind, event_id FROM run_event", row -> {
            stored.events.add(uuid(row.getBytes(3)));
            byte[] command = row.getBytes(1);
            switch (command == null ? "" : row.getString(2)) {
                case "missed" -> stored.missed.add(uuid(command));
                case "suppressed" -> stored.suppressed.add(uuid(command));
                default -> {} // a step on the way, no ending
            }
        });
        return stored;
    }

    /// How many results were refused as expired, and how many for another reason.
    static Map<String, Integer> refusals(Connection connection) throws SQLException {
        var reasons = new TreeMap<String, Integer>();
        String select = "SELECT REGEXP_REPLACE(JSON_VALUE(document, '$.outcome.reason'), ' at .*', ''), COUNT(*)"
                + " FROM result WHERE outcome IN (%d, %d) GROUP BY 1"
                        .formatted(OutcomeCode.REFUSED.code(), OutcomeCode.UNSUPPORTED.code());
        each(connection, select, row -> reasons.put(row.getString(1), row.getInt(2)));
        return reasons;
    }

    private interface Take {
        void row(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, Take take) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    take.row(rows);
                }
            }
        }
    }

    private static UUID uuid(byte[] column) {
        var bits = ByteBuffer.wrap(column);
        return new UUID(bits.getLong(), bits.getLong());
    }
}
