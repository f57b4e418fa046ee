package io.waddleperf.api.sql;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.http.Turns;
import io.waddleperf.database.RetryPolicy;
import io.waddleperf.database.Transactions;
import io.waddleperf.database.WriteFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Runs statements, each on a pooled connection, and says in a caller's words when there is none.
@Singleton
public final class Database {
    /// Somebody waits for the answer, so an outage is told soon.
    private static final RetryPolicy WHILE_SOMEBODY_WAITS =
            new RetryPolicy(Duration.ofMillis(5), Duration.ofMillis(200), 5);

    /// A text with letters that a column of ASCII cannot hold is looked for in one: it is not there.
    private static final int NO_COMMON_COLLATION = 1267;

    /// ER_STATEMENT_TIMEOUT: by the limit that a statement brought with it.
    private static final int TOOK_TOO_LONG = 1969;

    private final DataSource pool;

    /// First come, first served: the pool gives a connection that comes back to whoever asks next, so that under load
    /// some wait for many times as long as others. Fewer than it has, so that writers find one.
    private final Turns reads;

    /// Each but the first waits inside the database for its turn there, with a connection.
    private final Turns changes = new Turns("changes of the configuration", 2, Duration.ofSeconds(5));

    /// @param connections of the pool at most
    @Inject
    public Database(DataSource pool, @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
        this.pool = pool;
        this.reads = new Turns("reads of the database", Math.max(1, connections * 3 / 4), Duration.ofSeconds(3));
    }

    /// With as many connections as the API has by default.
    public Database(DataSource pool) {
        this(pool, 8);
    }

    public <T> List<T> list(Sql sql, Row.Reader<T> reader) {
        return reading(connection -> list(connection, sql, reader));
    }

    /// Statements that read on one connection, so that who needs several waits for his turn once. Without a
    /// transaction, and the work must not ask for another connection: all may be held by such as wait for one.
    public <T> T reading(Transactions.Work<T> work) {
        return reads.take(() -> {
            try (var connection = pool.getConnection()) {
                return work.in(connection);
            } catch (SQLException e) {
                throw problem(e);
            }
        });
    }

    public <T> Optional<T> first(Sql sql, Row.Reader<T> reader) {
        return list(sql, reader).stream().findFirst();
    }

    /// One transaction, run again as a whole where the database asks for it.
    public <T> T transaction(Transactions.Work<T> work) {
        try {
            return Transactions.retried(pool, WHILE_SOMEBODY_WAITS, work);
        } catch (SQLException e) {
            throw problem(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemKind.DATABASE_AWAY, "WaddlePerf is stopping", e);
        }
    }

    /// A transaction that may change the configuration. Few go on at a time, so that those that wait leave the
    /// connections to who reads.
    public <T> T change(Transactions.Work<T> work) {
        return changes.take(() -> transaction(work));
    }

    public static <T> List<T> list(Connection connection, Sql sql, Row.Reader<T> reader) throws SQLException {
        try (var statement = connection.prepareStatement(sql.text())) {
            sql.bind(statement);
            try (var rows = statement.executeQuery()) {
                var row = new Row(rows);
                var list = new ArrayList<T>();
                while (rows.next()) {
                    list.add(reader.read(row));
                }
                return list;
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_COMMON_COLLATION) {
                return List.of();
            }
            throw e;
        }
    }

    /// @return how many rows were changed
    public static int update(Connection connection, Sql sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql.text())) {
            sql.bind(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_COMMON_COLLATION) {
                return 0;
            }
            throw e;
        }
    }

    private static RuntimeException problem(SQLException e) {
        if (e.getErrorCode() == TOOK_TOO_LONG) {
            return ProblemException.of(
                    ProblemKind.BUSY, "the database took longer than an answer may take: ask for less, or later", e);
        }
        return switch (WriteFailure.of(e)) {
            case CERTIFICATION_CONFLICT, LOCK_TIMEOUT ->
                ProblemException.of(ProblemKind.BUSY, "others change the same just now: try again in some seconds", e);
            case CONNECTION_LOST, NODE_NOT_READY, TABLE_CHANGED ->
                ProblemException.of(ProblemKind.DATABASE_AWAY, "try again in some seconds: " + e.getMessage(), e);
            case PARTITION_MISSING, BAD_ROW, OTHER ->
                new IllegalStateException("the database refused a statement: " + e.getMessage(), e);
        };
    }
}
