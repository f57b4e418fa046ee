package io.waddleperf.database;

import io.waddleperf.testkit.TestDatabase;
import io.waddleperf.testkit.TestServers;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Databases of this module's tests.
final class Databases {
    private Databases() {}

    static DataSource empty() throws SQLException {
        return of(TestServers.freshDatabase());
    }

    static DataSource migrated() throws SQLException {
        var database = empty();
        Migrations.run(database);
        return database;
    }

    static DataSource of(TestDatabase test) throws SQLException {
        var database = test.source();
        database.getConnection().close(); // it reads its settings then, and for one thread only
        return database;
    }

    static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
