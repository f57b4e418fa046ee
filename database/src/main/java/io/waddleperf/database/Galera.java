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

    /// From now on this connection reads what was committed on any node.
    static void seeAllCommits(Connection connection) throws SQLException {
        if (isCluster(connection)) {
            try (var statement = connection.createStatement()) {
                statement.execute(SEE_ALL_COMMITS);
            }
        }
    }
}
