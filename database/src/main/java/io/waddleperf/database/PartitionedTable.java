package io.waddleperf.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table of ours whose old days go with their partitions.
///
/// Changes of partitions are DDL, which a whole cluster waits for, so they are made under a lease,
/// are small, and give up rather than wait behind a long query, since everything else would then
/// wait behind them.
record PartitionedTable(String name) {
    /// Days behind and ahead of today that are always there.
    static final int BEHIND_DAYS = 1;

    static final int AHEAD_DAYS = 3;

    /// A day is dropped only when it is so much older than its retention, so that a writer whose
    /// clock or knowledge is a little behind still finds it.
    static final int MARGIN_DAYS = 1;

    /// 1517 and 1495: its name or its value is there; 1493: a later one is there.
    private static final Set<Integer> SOMEBODY_WAS_FASTER = Set.of(1517, 1495, 1493);

    /// Whether an addition failed because somebody without the lease has made it.
    static boolean wasFaster(SQLException failure) {
        return SOMEBODY_WAS_FASTER.contains(failure.getErrorCode());
    }

    /// The names of what is there now; null for a table without partitions.
    List<@Nullable String> partitions(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT PARTITION_NAME FROM information_schema.PARTITIONS
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?""")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                var names = new ArrayList<@Nullable String>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    void alter(Connection connection, String change) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET STATEMENT lock_wait_timeout = 5 FOR ALTER TABLE " + name + ' ' + change);
        }
    }
}
