package io.waddleperf.benchmarks;

import io.waddleperf.database.SqlValues;
import io.waddleperf.database.WriteFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/// Rows of one day, 500 in a transaction, by the driver's bulk protocol as the sink writes them: 1,000
/// series in turn, in the order of time, with documents of the usual length.
final class InsertLoad {
    static final int ROWS = 500;
    static final int SERIES = 1_000;
    private static final int MOST_ATTEMPTS = 20;
    static final String INSERT = """
            INSERT IGNORE INTO result (series_id, due_at, result_id, tier, day, started_at, duration_us, outcome,
                time_adjusted, document, packets_sent, packets_received, loss_ratio, min_us, mean_us, p50_us, p95_us,
                max_us, jitter_us, value_us)
            VALUES (?, ?, ?, 1, ?, ?, 20000, 1, FALSE, ?, 10, 10, 0, ?, ?, ?, ?, ?, 2.5, ?)""";

    private static final String DOCUMENT = "{\"padding\":\"" + "0123456789abcdef".repeat(46) + "\"}";

    private final Connection connection;
    private final Instant start;
    private final int series;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<String, Integer> failures = new TreeMap<>();
    private long number;

    InsertLoad(Connection connection, Instant start) throws SQLException {
        this(connection, start, SERIES);
    }

    InsertLoad(Connection connection, Instant start, int series) throws SQLException {
        this.connection = connection;
        this.start = start;
        this.series = series;
        connection.setAutoCommit(false);
    }

    /// One transaction, tried again as the sink does.
    void insert() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                insert(ROWS, number -> start.plus(Duration.ofMillis(number)), DOCUMENT);
                connection.commit();
                return;
            } catch (SQLException e) {
                failures.merge(cause(e), 1, Integer::sum);
                connection.rollback();
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /// Transactions that had to be tried again, by why.
    Map<String, Integer> failures() {
        return failures;
    }

    private static String cause(SQLException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        var told = deepest instanceof SQLException sql ? sql : e;
        return WriteFailure.of(e) + " " + told.getErrorCode() + "/" + told.getSQLState() + " " + told.getMessage();
    }

    interface Due {
        Instant at(long number);
    }

    /// The next rows, not yet committed.
    void insert(int rows, Due due, String document) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < rows; i++, number++) {
                bind(statement, number % series, due.at(number), document);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void bind(java.sql.PreparedStatement statement, long series, Instant dueAt, String document)
            throws SQLException {
        double us = 20_000 + random.nextDouble() * 5_000;
        statement.setLong(1, series);
        statement.setObject(2, SqlValues.utc(dueAt));
        statement.setBytes(3, SqlValues.bytes(new UUID(random.nextLong(), random.nextLong())));
        statement.setObject(4, SqlValues.day(dueAt));
        statement.setObject(5, SqlValues.utc(dueAt));
        statement.setString(6, document);
        for (int column = 7; column <= 12; column++) {
            statement.setDouble(column, us + column);
        }
    }
}
