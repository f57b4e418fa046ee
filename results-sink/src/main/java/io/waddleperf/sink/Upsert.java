package io.waddleperf.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// Inserts rows, or replaces those that are there where the new ones say more, each time in one
/// statement that no other writer can come between.
///
/// An upsert cannot use the driver's bulk protocol, so several rows share a statement.
final class Upsert<R> {
    private static final int MOST_ROWS = 200;

    private final String insert;
    private final String row;
    private final String update;
    private final Values<R> values;

    /// What a row puts into the statement.
    interface Values<R> {
        /// In the order of the columns.
        void bind(Parameters parameters, R row) throws SQLException;

        long characters(R row);
    }

    /// @param update the assignments where the key is there already
    Upsert(String table, List<String> columns, String update, Values<R> values) {
        this.insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ";
        this.row = Collections.nCopies(columns.size(), "?").stream().collect(Collectors.joining(", ", "(", ")"));
        this.update = " ON DUPLICATE KEY UPDATE " + update;
        this.values = values;
    }

    /// Assigns these columns where the condition holds. Assignments run from left to right and see
    /// what was assigned before, so what the condition reads must be assigned after them.
    static String where(String condition, List<String> columns) {
        return columns.stream()
                .map(column -> "%1$s = IF(%2$s, VALUES(%1$s), %1$s)".formatted(column, condition))
                .collect(Collectors.joining(", "));
    }

    /// A row replaces the other one where its number in this column is greater.
    ///
    /// @param columns all besides the key, that one as well
    static String greater(String decisive, List<String> columns) {
        var others = columns.stream().filter(column -> !column.equals(decisive)).toList();
        return where("VALUES(%1$s) > %1$s".formatted(decisive), others)
                + ", %1$s = GREATEST(%1$s, VALUES(%1$s))".formatted(decisive);
    }

    /// @param rows in the order of their keys, so that two writers wait for each other and do not deadlock
    void run(Connection connection, List<R> rows) throws SQLException {
        for (var chunk : Chunks.of(rows, MOST_ROWS, values::characters)) {
            var sql = insert + String.join(", ", Collections.nCopies(chunk.size(), row)) + update;
            try (var statement = connection.prepareStatement(sql)) {
                var parameters = new Parameters(statement);
                for (R each : chunk) {
                    values.bind(parameters, each);
                }
                statement.executeUpdate();
            }
        }
    }
}
