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
import java.util.UUID;

/// What the database has: results by their id, and what else became of commands.
///
/// @param doubled    ids of results that more than one row has
/// @param missed     ids of commands of which it is told that they were missed
/// @param suppressed likewise, that they were withheld
record Stored(Map<UUID, OutcomeCode> results, List<UUID> doubled, Set<UUID> missed, Set<UUID> suppressed) {
    private static final int FETCH = 10_000;

    /// @param probe whose; empty: everybody's
    static Stored read(Connection connection, String probe) throws SQLException {
        var stored = new Stored(new HashMap<>(), new ArrayList<>(), new HashSet<>(), new HashSet<>());
        String of = probe.isEmpty() ? "" : " JOIN series USING (series_id) WHERE probe = '" + probe + '\'';
        each(connection, "SELECT result_id, outcome FROM result" + of, row -> {
            UUID id = uuid(row.getBytes(1));
            if (stored.results.put(id, OutcomeCode.of(row.getInt(2))) != null) {
                stored.doubled.add(id);
            }
        });
        each(connection, "SELECT command_id, kind FROM run_event WHERE command_id IS NOT NULL", row -> {
            switch (row.getString(2)) {
                case "missed" -> stored.missed.add(uuid(row.getBytes(1)));
                case "suppressed" -> stored.suppressed.add(uuid(row.getBytes(1)));
                default -> {} // a step on the way, no ending
            }
        });
        return stored;
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
