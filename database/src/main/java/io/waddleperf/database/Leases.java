package io.waddleperf.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/// Leases as rows: a compare-and-set that the whole cluster certifies at its commit.
///
/// `GET_LOCK`, `LOCK TABLES` and `FOR UPDATE` hold on one Galera node only. Whether a lease has
/// ended is compared by the database's clock; ours only limits how long we wait.
public final class Leases {
    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS lease (
                name     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                holder   VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
                fence    BIGINT       NOT NULL,
                until_at DATETIME(6)  NOT NULL,
                PRIMARY KEY (name)
            ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4""";

    private static final String RENEW = """
            UPDATE lease SET until_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND
            WHERE name = ? AND holder = ? AND fence = ?""";

    private static final RetryPolicy WAIT =
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(300), Integer.MAX_VALUE);

    private final DataSource database;
    private final InstantSource clock;

    public Leases(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A name under which nobody else holds a lease, of this process neither. Random, as nothing else tells apart two
    /// holders of one process; tests that need to know it give a name of their own.
    public static String newHolder() {
        return UUID.randomUUID().toString();
    }

    /// Takes the lease if nobody has it, the caller included: two threads of a process never share it.
    public Optional<Lease> tryAcquire(String name, Duration length) throws SQLException {
        return tryAcquire(name, newHolder(), length);
    }

    /// Takes the lease if nobody else has it; who has it already gets it anew.
    ///
    /// @param holder as unique as the process and its purpose
    public Optional<Lease> tryAcquire(String name, String holder, Duration length) throws SQLException {
        try {
            return Transactions.once(
                    database,
                    connection -> Galera.seeingAllCommits(connection, it -> acquire(it, name, holder, length)));
        } catch (SQLException e) {
            return switch (WriteFailure.of(e)) {
                case CERTIFICATION_CONFLICT, LOCK_TIMEOUT -> Optional.empty(); // another was first
                case NODE_NOT_READY, CONNECTION_LOST, TABLE_CHANGED, PARTITION_MISSING, BAD_ROW, OTHER -> throw e;
            };
        }
    }

    /// Takes the lease as a holder of its own, waiting for it.
    ///
    /// @throws SQLException with state HYT00 when it was not free within `patience`
    public Lease acquire(String name, Duration length, Duration patience) throws SQLException, InterruptedException {
        return acquire(name, newHolder(), length, patience);
    }

    /// Takes the lease, waiting for it.
    ///
    /// @throws SQLException with state HYT00 when it was not free within `patience`
    public Lease acquire(String name, String holder, Duration length, Duration patience)
            throws SQLException, InterruptedException {
        Instant end = clock.instant().plus(patience);
        for (int failed = 1; ; failed++) {
            var lease = tryAcquire(name, holder, length);
            if (lease.isPresent()) {
                return lease.get();
            }
            if (clock.instant().isAfter(end)) {
                throw new SQLException("lease " + name + " was not free within " + patience, "HYT00");
            }
            Thread.sleep(WAIT.pause(failed, ThreadLocalRandom.current()));
        }
    }

    /// Holds it longer, from now.
    ///
    /// @return false where somebody else has taken it since
    public boolean renew(Lease lease, Duration length) throws SQLException {
        return update(RENEW, length.toNanos() / 1000, lease);
    }

    /// Holds it longer, from now, in a transaction that is to be done by its holder only. Whoever takes the lease waits
    /// for the end of that transaction; on two nodes of a cluster one of both is turned away at its commit.
    ///
    /// @return false where somebody else has taken it since
    public static boolean renew(Connection transaction, Lease lease, Duration length) throws SQLException {
        return update(transaction, RENEW, length.toNanos() / 1000, lease);
    }

    /// Lets others have it.
    public void release(Lease lease) throws SQLException {
        update("""
                UPDATE lease SET until_at = UTC_TIMESTAMP(6) - INTERVAL ? MICROSECOND
                WHERE name = ? AND holder = ? AND fence = ?""", 1, lease);
    }

    private boolean update(String sql, long micros, Lease lease) throws SQLException {
        try {
            return Transactions.retried(
                    database, RetryPolicy.CONFLICTS, connection -> update(connection, sql, micros, lease));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted with lease " + lease.name(), e);
        }
    }

    private static boolean update(Connection connection, String sql, long micros, Lease lease) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, micros);
            statement.setString(2, lease.name());
            statement.setString(3, lease.holder());
            statement.setLong(4, lease.fence());
            return statement.executeUpdate() == 1;
        }
    }

    private static Optional<Lease> acquire(Connection connection, String name, String holder, Duration length)
            throws SQLException {
        insertOnce(connection, name);
        return compareAndSet(connection, name, holder, length)
                ? Optional.of(new Lease(name, holder, fence(connection, name)))
                : Optional.empty();
    }

    private static void insertOnce(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement(
                "INSERT IGNORE INTO lease (name, holder, fence, until_at) VALUES (?, '', 0, '2000-01-01')")) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }

    private static boolean compareAndSet(Connection connection, String name, String holder, Duration length)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                UPDATE lease
                SET holder = ?, fence = fence + 1, until_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND
                WHERE name = ? AND (until_at < UTC_TIMESTAMP(6) OR holder = ?)""")) {
            statement.setString(1, holder);
            statement.setLong(2, length.toNanos() / 1000);
            statement.setString(3, name);
            statement.setString(4, holder);
            return statement.executeUpdate() == 1;
        }
    }

    private static long fence(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT fence FROM lease WHERE name = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
