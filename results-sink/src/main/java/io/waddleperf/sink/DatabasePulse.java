package io.waddleperf.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// Asks the database every 3 s whether it is there, so that health knows also when nothing is written.
final class DatabasePulse implements AutoCloseable {
    private static final long PERIOD_MS = Duration.ofSeconds(3).toMillis();
    private static final int LIMIT_SECONDS = 3;
    private static final String NAME = "pulse";
    private static final int NO_SUCH_TABLE = 1146;

    private final DataSource database;
    private final DatabaseState state;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sink-database-pulse").factory());

    DatabasePulse(DataSource database, DatabaseState state) {
        this.database = database;
        this.state = state;
    }

    void start() {
        var _ = thread.scheduleWithFixedDelay(this::ask, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        try (var connection = database.getConnection()) {
            if (!connection.isValid(LIMIT_SECONDS)) {
                throw new SQLException("the connection is not valid", "08000");
            }
            ask(connection);
            state.done(NAME);
        } catch (SQLException e) {
            if (!thread.isShutdown()) {
                state.waiting(NAME, e);
            }
        }
    }

    /// A node without its cluster's majority answers a ping, but no question about a table (1047).
    private static void ask(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1 FROM lease LIMIT 1").close();
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_TABLE) { // the schema is not there yet, but the database is
                throw e;
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
