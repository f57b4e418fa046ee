package io.waddleperf.database;

import java.sql.Connection;
import java.sql.SQLException;

/// What differs where MariaDB is a Galera cluster.
final class Galera {
    /// Waits until this node has applied what the cluster committed before: reads, updates, inserts.
    static final String SEE_ALL_COMMITS = "SET SESSION wsrep_sync_wait = 7";

    private Galera() {}

    static boolean isCluster(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE 'wsrep_on'")) {
            return rows.next() && rows.getString(2).equals("ON"); // some builds do not know it
        }
    }

    /// Does the work so that it reads what was committed on any node before.
    ///
    /// The connection is left as it was: a pool's next user need not wait for other nodes.
    static <T> T seeingAllCommits(Connection connection, Transactions.Work<T> work) throws SQLException {
        if (!isCluster(connection)) {
            return work.in(connection);
        }
        execute(connection, "SET @waddleperf_sync_wait = @@SESSION.wsrep_sync_wait");
        execute(connection, SEE_ALL_COMMITS);
        T value = work.in(connection);
        execute(connection, "SET SESSION wsrep_sync_wait = @waddleperf_sync_wait");
        return value;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
