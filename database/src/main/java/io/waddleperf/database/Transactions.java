package io.waddleperf.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/// Runs work in one transaction: committed as a whole, or rolled back.
public final class Transactions {
    /// What happens between begin and commit. It may run several times.
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private Transactions() {}

    /// One attempt.
    public static <T> T once(DataSource database, Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T value = work.in(connection);
                connection.commit();
                return value;
            } catch (Throwable e) { // else what follows would commit half of it
                rollBack(connection, e);
                throw e;
            } finally {
                restoreAutoCommit(connection);
            }
        }
    }

    /// As many attempts as the policy allows, while the failure is one that passes by itself.
    ///
    /// The commit is part of an attempt, so the work must not count twice when it is run again.
    public static <T> T retried(DataSource database, RetryPolicy policy, Work<T> work)
            throws SQLException, InterruptedException {
        for (int failed = 1; ; failed++) {
            try {
                return once(database, work);
            } catch (SQLException e) {
                if (!WriteFailure.of(e).passing() || !policy.allows(failed)) {
                    throw e;
                }
                Thread.sleep(policy.pause(failed, ThreadLocalRandom.current()));
            }
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /// A broken connection fails here, too, and is the pool's to throw away.
    private static void restoreAutoCommit(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // the commit or the first failure has told the caller what it needs
        }
    }
}
