package io.waddleperf.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.mariadb.jdbc.MariaDbDataSource;

/// Brings the schema up to date; several processes may try at once, on any nodes.
///
/// Flyway's own lock is none on Galera, so it runs under a lease. A schema that is up to date costs
/// two queries.
public final class Migrations {
    private static final Logger LOG = Logger.getLogger(Migrations.class.getName());
    private static final String HISTORY = "flyway_schema_history";
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RENEWAL = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Migrations() {}

    /// @param url [JdbcUrl#bounded] adds the limits that it lacks; the user may create tables
    /// @return how many scripts were run
    /// @throws MigrationException       where the database does not answer or refuses
    /// @throws IllegalArgumentException where the URL asks for a wait without end
    public static int run(String url, String user, String password) {
        try {
            var database = new MariaDbDataSource(JdbcUrl.bounded(url));
            database.setUser(user);
            database.setPassword(password);
            database.getConnection().close(); // it reads its settings then, and for one thread only
            return run(database);
        } catch (SQLException e) {
            throw new MigrationException("no connection to the database: " + e.getMessage(), e);
        }
    }

    /// @return how many scripts were run
    /// @throws MigrationException where the database does not answer or refuses
    public static int run(DataSource database) {
        try {
            int reached = reached(database);
            if (reached > MigrationScripts.newest()) {
                LOG.warning(() ->
                        "script %d of the schema has run and this version knows %d: it is the older one, and works"
                                        .formatted(reached, MigrationScripts.newest())
                                + " one version apart only (docs/how-to/upgrade.md)");
            }
            return reached >= MigrationScripts.newest() ? 0 : underLease(database);
        } catch (SQLException | FlywayException e) {
            throw new MigrationException("the schema could not be brought up to date: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("interrupted while the schema was brought up to date", e);
        }
    }

    /// Whether all scripts that we know have run.
    static boolean upToDate(DataSource database) throws SQLException {
        return reached(database) >= MigrationScripts.newest();
    }

    /// The version that was reached; 0 where none has, or a script has failed.
    private static int reached(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            return hasHistory(connection) ? newest(connection) : 0;
        }
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?")) {
            statement.setString(1, HISTORY);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /// The version that was reached; 0 where a script has failed.
    private static int newest(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT COALESCE(MAX(CAST(version AS UNSIGNED)), 0) * COALESCE(MIN(success), 0) FROM "
                                + HISTORY)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int underLease(DataSource database) throws SQLException, InterruptedException {
        boolean cluster = prepare(database);
        var leases = new Leases(database, InstantSource.system());
        var lease = leases.acquire("migrations", LEASE, PATIENCE);
        try (var renewal = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("migrations-lease").factory())) {
            var _ = renewal.scheduleAtFixedRate(
                    () -> renew(leases, lease), RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return migrate(database, cluster);
            } finally {
                renewal.shutdownNow();
            }
        } finally {
            leases.release(lease);
        }
    }

    /// Makes the table of leases, which no lease can protect; and says whether this is a cluster.
    private static boolean prepare(DataSource database) throws SQLException, InterruptedException {
        return Transactions.retried(database, RetryPolicy.CONFLICTS, connection -> {
            execute(connection, Leases.TABLE);
            return Galera.isCluster(connection);
        });
    }

    private static int migrate(DataSource database, boolean cluster) throws SQLException {
        forgetFailures(database);
        var flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .resourceProvider(new MigrationScripts())
                .javaMigrationClassProvider(List::of)
                .table(HISTORY)
                .baselineOnMigrate(true) // the table of leases is there before
                .baselineVersion("0");
        if (cluster) {
            flyway.initSql(Galera.SEE_ALL_COMMITS);
        }
        return flyway.load().migrate().migrationsExecuted;
    }

    /// Flyway refuses to go on after a script that failed; ours can be run again.
    private static void forgetFailures(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            Galera.seeingAllCommits(connection, it -> {
                if (hasHistory(it)) {
                    execute(it, "DELETE FROM " + HISTORY + " WHERE success = 0");
                }
                return true;
            });
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void renew(Leases leases, Lease lease) {
        try {
            if (!leases.renew(lease, LEASE)) {
                LOG.severe("another process took the lease while the schema was being changed");
            }
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "the lease of the migrations was not renewed, will try again", e);
        }
    }
}
