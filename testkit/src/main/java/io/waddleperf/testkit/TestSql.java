package io.waddleperf.testkit;

import java.sql.SQLException;
import javax.sql.DataSource;

/// Statements as they stand in tests, each on a connection of its own.
public final class TestSql {
    private TestSql() {}

    /// Runs a statement and commits it.
    public static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The first column of the first row: "" where there is no row, "null" where it is NULL.
    public static String text(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
